// Ten generations of Conway's Life on a torus.
#include <stdio.h>
#include <string.h>

enum { W = 12, H = 8 };

static int step(char to[H][W], char from[H][W]) {
  int alive = 0;
  for (int y = 0; y < H; y++)
    for (int x = 0; x < W; x++) {
      int n = 0;
      for (int dy = -1; dy <= 1; dy++)
        for (int dx = -1; dx <= 1; dx++)
          if (dx || dy) n += from[(y + dy + H) % H][(x + dx + W) % W] == '#';
      to[y][x] = n == 3 || (n == 2 && from[y][x] == '#') ? '#' : '.';
      alive += to[y][x] == '#';
    }
  return alive;
}

int main(void) {
  char a[H][W], b[H][W];
  memset(a, '.', sizeof a);
  static const int glider[][2] = {{0, 1}, {1, 2}, {2, 0}, {2, 1}, {2, 2}};
  for (int i = 0; i < 5; i++) a[glider[i][0]][glider[i][1]] = '#';
  for (int i = 5; i < 8; i++) a[6][i] = '#';
  char(*now)[W] = a, (*next)[W] = b;
  for (int g = 0; g < 10; g++) {
    printf("%d ", step(next, now));
    char(*t)[W] = now;
    now = next;
    next = t;
  }
  puts("");
  for (int y = 0; y < H; y++) printf("%.*s\n", W, now[y]);
  return 0;
}
