// Dynamic programming: longest common subsequence, coin change, edit distance, shortest paths.
#include <stdio.h>
#include <string.h>

static int max(int a, int b) { return a > b ? a : b; }
static int min(int a, int b) { return a < b ? a : b; }
static int lcs(const char *a, const char *b) {
  static int t[32][32];
  int n = strlen(a), m = strlen(b);
  for (int i = 1; i <= n; i++)
    for (int j = 1; j <= m; j++) t[i][j] = a[i - 1] == b[j - 1] ? t[i - 1][j - 1] + 1 : max(t[i - 1][j], t[i][j - 1]);
  return t[n][m];
}
static int distance(const char *a, const char *b) {
  int n = strlen(a), m = strlen(b), row[32];
  for (int j = 0; j <= m; j++) row[j] = j;
  for (int i = 1; i <= n; i++)
    for (int j = 1, diagonal = row[0]++, up; j <= m; j++, diagonal = up)
      up = row[j], row[j] = min(min(row[j], row[j - 1]) + 1, diagonal + (a[i - 1] != b[j - 1]));
  return row[m];
}
static int coins(int amount) {
  static const int kinds[] = {1, 2, 5, 10, 20, 50};
  int ways[201] = {1};
  for (int k = 0; k < 6; k++)
    for (int i = kinds[k]; i <= amount; i++) ways[i] += ways[i - kinds[k]];
  return ways[amount];
}

int main(void) {
  printf("%d %d\n", lcs("AGGTABXY", "GXTXAYBY"), distance("kitten", "sitting"));
  printf("%d %d\n", coins(50), coins(200));
  enum { N = 5, FAR = 1000 };
  int d[N][N] = {{0, 3, FAR, 7, FAR}, {8, 0, 2, FAR, FAR}, {5, FAR, 0, 1, FAR}, {2, FAR, FAR, 0, 4}, {FAR, FAR, 1, FAR, 0}};
  for (int k = 0; k < N; k++)
    for (int i = 0; i < N; i++)
      for (int j = 0; j < N; j++) d[i][j] = min(d[i][j], d[i][k] + d[k][j]);
  for (int i = 0; i < N; i++, puts(""))
    for (int j = 0; j < N; j++) printf("%2d ", d[i][j]);
  return 0;
}
