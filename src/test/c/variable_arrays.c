#include <stdio.h>
#include <string.h>
#include <alloca.h>
#define I(...) printf("%s = %ld\n", #__VA_ARGS__, (long)(__VA_ARGS__))
int sum(int n, int a[n]) { int s = 0; for (int i = 0; i < n; i++) s += a[i]; return s; }
int sum2(int n, int m, int a[n][m]) { int s = 0; for (int i = 0; i < n; i++) for (int j = 0; j < m; j++) s += a[i][j] * (i + 1); return s + sizeof a[0]; }
void fill(int n, int m, double (*a)[m], double v); void fill(int n, int m, double (*a)[m], double v) { for (int i = 0; i < n * m; i++) a[i / m][i % m] = v + i; }
int loops(int n) { int t = 0; for (int i = 0; i < n; i++) { int b[i + 1000]; b[i] = i; if (i % 3 == 0) continue; if (i == n - 2) break; t += b[i]; } return t; }
int sw(int n) { for (int i = 0; i < 100000; i++) { switch (i % 3) { case 0: { char c[n]; c[0] = 1; break; } case 1: { char d[n * 2]; d[1] = 2; if (i > 10) break; } default: ; } } return n; }
int rec(int n) { char b[n + 1]; memset(b, 'x', n); b[n] = 0; return n == 0 ? 0 : strlen(b) + rec(n - 1); }
void mm(int n, int a[n][n], int b[][n], int c[n][n]) { for (int i = 0; i < n; i++) for (int j = 0; j < n; j++) { c[i][j] = 0; for (int k = 0; k < n; k++) c[i][j] += a[i][k] * b[k][j]; } }
int side(int *p) { return ++*p; }
int main(void) {
  int n = 5; int a[n]; for (int i = 0; i < n; i++) a[i] = i * i; I(sizeof a); I(sum(n, a)); I(sizeof a / sizeof *a); n = 7; I(sizeof a); I(sizeof(int[n])); I(&a[4] - a); int *p = a; I(p[3]);
  int r = 3, c = 4; int m[r][c]; for (int i = 0; i < r; i++) for (int j = 0; j < c; j++) m[i][j] = i * 10 + j; I(sum2(r, c, m)); I(sizeof m); I(sizeof m[0]); I(*(*(m + 2) + 3)); int (*q)[c] = m; q++; I((*q)[1]); I(q - m);
  double d[2][3]; fill(2, 3, d, 0.5); I(d[1][2] * 2); I(loops(2000)); I(sw(1000)); I(rec(50)); int k3[r][c][2]; k3[1][2][1] = 5; I(k3[1][2][1]); I(sizeof k3); I(sizeof k3[0]);
  int x[2][2] = { 1, 2, 3, 4 }, y[2][2] = { 5, 6, 7, 8 }, z[2][2]; mm(2, x, y, z); I(z[1][1]); I(z[0][1]); int s = 0; int e[side(&s)]; I(sizeof e); I(s); typedef int T[n]; T t; n = 1; I(sizeof t); I(sizeof(T)); I(sizeof(char[side(&s)])); I(s);
  char *al = alloca(100); strcpy(al, "alloca"); puts(al); char *al2 = __builtin_alloca(n * 50); I(al2 != al); I((unsigned long)al % 16); char fmt[n + 20]; sprintf(fmt, "%d", 42); puts(fmt); { int a[2 * c]; a[7] = 3; I(a[7]); } struct { int v; } st[r]; st[2].v = 8; I(st[2].v); I(sizeof st); char (*pp)[n + 2] = (char (*)[n + 2])al; I(sizeof *pp); I((*pp)[0]);
  void *vp = malloc(n * c * sizeof(int)); int (*arr)[c] = vp; arr[0][3] = 9; I(arr[0][3]); char str[] = "abc"; char copy[strlen(str) + 1]; strcpy(copy, str); puts(copy); I(sizeof copy);
  return 0;
}
