// The same instance for LEMON, as a flow from coachees over coaches to a sink. lemon <file> <simplex|scaling>: total and CPU seconds.
// Building the graph is not counted, in LEMON's favour.
#include <lemon/cost_scaling.h>
#include <lemon/network_simplex.h>
#include <lemon/static_graph.h>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <utility>
#include <vector>

using Graph = lemon::StaticDigraph;

template <class Solver>
void solve(const Graph &graph, const Graph::ArcMap<int> &upper, const Graph::ArcMap<int> &cost, const Graph::NodeMap<int> &supply) {
  const clock_t from = clock();
  Solver solver(graph);
  solver.upperMap(upper).costMap(cost).supplyMap(supply);
  solver.run();
  const long long total = -solver.template totalCost<long long>();
  printf("{\"total\":%lld,\"seconds\":%.4f,\"extraMb\":0}\n", total, double(clock() - from) / CLOCKS_PER_SEC);
}

int main(int count, char **given) {
  FILE *file = count > 2 ? fopen(given[1], "rb") : nullptr;
  if (!file) return 2;
  auto read = [&](int length) {
    std::vector<int> numbers(length);
    if (fread(numbers.data(), 4, length, file) != size_t(length)) exit(2);
    return numbers;
  };
  const auto head = read(4);
  const int coachees = head[1], coaches = head[2], sink = coachees + coaches;
  const auto places = read(coaches);
  std::vector<std::pair<int, int>> arcs;
  std::vector<int> score;
  auto add = [&](int from, int to, int value) {
    arcs.push_back({from, to});
    score.push_back(value);
  };
  if (head[0] == 0x44454e53) {
    for (int i = 0; i < coachees; i++) {
      const auto row = read(coaches);
      for (int j = 0; j < coaches; j++)
        if (row[j] >= 0) add(i, coachees + j, row[j]);
      add(i, sink, 0);
    }
  } else {
    const auto starts = read(coachees + 1), columns = read(head[3]), scores = read(head[3]);
    for (int i = 0; i < coachees; i++) {
      for (int e = starts[i]; e < starts[i + 1]; e++) add(i, coachees + columns[e], scores[e]);
      add(i, sink, 0);
    }
  }
  for (int j = 0; j < coaches; j++) add(coachees + j, sink, 0);
  Graph graph;
  graph.build(sink + 1, arcs.begin(), arcs.end());
  Graph::ArcMap<int> upper(graph), cost(graph);
  Graph::NodeMap<int> supply(graph, 0);
  for (size_t e = 0; e < arcs.size(); e++) {
    const auto arc = graph.arc(e);
    cost[arc] = -score[e];
    upper[arc] = arcs[e].first < coachees ? 1 : places[arcs[e].first - coachees];
  }
  for (int i = 0; i < coachees; i++) supply[graph.node(i)] = 1;
  supply[graph.node(sink)] = -coachees;
  if (strcmp(given[2], "scaling") == 0) solve<lemon::CostScaling<Graph, int, long long>>(graph, upper, cost, supply);
  else solve<lemon::NetworkSimplex<Graph, int, int>>(graph, upper, cost, supply);
}
