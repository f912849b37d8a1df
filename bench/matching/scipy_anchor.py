# The same instance for SciPy: every place a column of its own, as linear_sum_assignment wants it. Prints total and CPU seconds.
import json
import sys
import time

import numpy as np
from scipy.optimize import linear_sum_assignment

numbers = np.fromfile(sys.argv[1], dtype=np.int32)
coachees, coaches = int(numbers[1]), int(numbers[2])
places = numbers[4 : 4 + coaches]
scores = numbers[4 + coaches :].reshape(coachees, coaches)
start = time.process_time()
columns = np.repeat(np.maximum(scores, 0).astype(np.float64), places, axis=1)
rows, taken = linear_sum_assignment(columns, maximize=True)
seconds = time.process_time() - start
print(json.dumps({"total": int(columns[rows, taken].sum()), "seconds": seconds, "extraMb": 0}))
