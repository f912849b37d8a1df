import { forEachLeg, type SupportType } from '#lib/domain/support/support-type.ts';
import { canvas, point, type Point } from './project.ts';

/** Where a leg's name goes: the middle of the top of its column, and a line that leads from the foot to it. */
export type LabelPlace = Point & { readonly leader: readonly [Point, Point] };

/** Where the names begin, under the lowest foot; drawing units. */
export const labelsFrom = canvas.floor + 46;

/** The width of one of the four columns, in drawing units. */
const labelWidth = canvas.width / 4;

/** The columns in the order in which the feet stand from left to right, so that no two leaders cross. */
const columns: Readonly<Record<SupportType, number>> = {
  'socio-emotional': 0,
  autonomy: 1,
  network: 2,
  career: 3
};

/** Room between a foot and its leader, and between the leader and the column. */
const [underFoot, aboveColumn] = [6, 4];

/** Places the names in four columns under the chair. Shape: the point on the floor under each foot. */
export function placeLabels(feet: Readonly<Record<SupportType, Point>>): Record<SupportType, LabelPlace> {
  return forEachLeg((leg) => {
    const { x, y } = feet[leg];
    const column = point((columns[leg] + 0.5) * labelWidth, labelsFrom);
    return { ...column, leader: [point(x, y + underFoot), point(column.x, column.y - aboveColumn)] };
  });
}
