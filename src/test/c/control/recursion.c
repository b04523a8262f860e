// Recursion: hanoi, permutations, queens, mutual, with arrays on the stack.
#include <stdio.h>
#include <string.h>

static int moves;
static void hanoi(int n, char a, char b, char c) {
  if (!n) return;
  hanoi(n - 1, a, c, b);
  moves = (moves * 31 + (a - 'A') * 3 + (c - 'A')) & 0xffff;
  hanoi(n - 1, b, a, c);
}
static void permute(char *s, int k) {
  if (!s[k]) { printf("%s ", s); return; }
  for (int i = k; s[i]; i++) {
    char t = s[k]; s[k] = s[i]; s[i] = t;
    permute(s, k + 1);
    t = s[k]; s[k] = s[i]; s[i] = t;
  }
}
static int queens(int n, int row, unsigned cols, unsigned left, unsigned right) {
  if (row == n) return 1;
  int count = 0;
  for (int c = 0; c < n; c++) {
    unsigned bit = 1u << c;
    if ((cols | left | right) & bit) continue;
    count += queens(n, row + 1, cols | bit, (left | bit) << 1, (right | bit) >> 1);
  }
  return count;
}
static int gcd(int a, int b) { return b ? gcd(b, a % b) : a; }
static long power(long b, int e) { return !e ? 1 : e & 1 ? b * power(b, e - 1) : power(b * b, e / 2); }
static int female(int n);
static int male(int n) { return n ? n - female(male(n - 1)) : 0; }
static int female(int n) { return n ? n - male(female(n - 1)) : 1; }
static int depth(int n) {
  char page[512];
  memset(page, n, sizeof page);
  return n ? depth(n - 1) + page[511] : 0;
}
static void binary(unsigned n) {
  if (n > 1) binary(n / 2);
  putchar('0' + n % 2);
}

int main(void) {
  hanoi(8, 'A', 'B', 'C');
  printf("%d\n", moves);
  char word[] = "abc";
  permute(word, 0);
  printf("\n%d %d\n", queens(6, 0, 0, 0, 0), queens(7, 0, 0, 0, 0));
  printf("%d %ld\n", gcd(1071, 462), power(3, 30));
  for (int i = 0; i < 12; i++) printf("%d%d ", male(i), female(i));
  printf("\n%d\n", depth(100));
  binary(1000);
  puts("");
  return moves % 100;
}
