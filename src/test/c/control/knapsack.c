// Backtracking: a sudoku row solver, subset sums and a maze.
#include <stdio.h>

static int sums;
static void subset(const int *v, int n, int left) {
  if (left == 0) sums++;
  if (left <= 0) return;
  for (int i = 0; i < n; i++) subset(v + i + 1, n - i - 1, left - v[i]);
}
static char maze[7][12] = {"###########", "#S..#.....#", "#.#.#.###.#", "#.#...#...#", "#.#####.#.#", "#.......#E#", "###########"};
static int walk(int y, int x, int steps) {
  if (maze[y][x] == 'E') return steps;
  if (maze[y][x] == '#' || maze[y][x] == '+') return 1000;
  char was = maze[y][x];
  maze[y][x] = '+';
  static const int d[4][2] = {{0, 1}, {1, 0}, {0, -1}, {-1, 0}};
  int best = 1000;
  for (int i = 0; i < 4; i++) {
    int s = walk(y + d[i][0], x + d[i][1], steps + 1);
    if (s < best) best = s;
  }
  maze[y][x] = was;
  return best;
}
static int magic(int *square, int at, unsigned used) {
  if (at == 9)
    return square[0] + square[3] + square[6] == 15 && square[1] + square[4] + square[7] == 15 &&
           square[0] + square[4] + square[8] == 15 && square[2] + square[4] + square[6] == 15;
  int found = 0;
  for (int n = 1; n <= 9; n++) {
    if (used & 1u << n) continue;
    square[at] = n;
    if (at % 3 == 2 && square[at] + square[at - 1] + square[at - 2] != 15) continue;
    found += magic(square, at + 1, used | 1u << n);
  }
  return found;
}

int main(void) {
  int v[] = {3, 34, 4, 12, 5, 2, 7, 8}, square[9];
  subset(v, 8, 15);
  printf("%d\n", sums);
  printf("%d\n", walk(1, 1, 0));
  printf("%d\n", magic(square, 0, 0));
  return 0;
}
