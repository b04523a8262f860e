// The sieve of Eratosthenes, perfect numbers and Pascal's triangle.
#include <stdio.h>
#include <string.h>

enum { N = 1000 };
static char composite[N + 1];

int main(void) {
  int count = 0, last = 0;
  for (int i = 2; i <= N; i++) {
    if (composite[i]) continue;
    count++;
    last = i;
    for (int j = i * i; j <= N; j += i) composite[j] = 1;
  }
  printf("%d %d\n", count, last);
  for (int n = 2; n < 500; n++) {
    int sum = 1;
    for (int d = 2; d * d <= n; d++)
      if (n % d == 0) sum += d + (d * d != n ? n / d : 0);
    if (sum == n) printf("%d ", n);
  }
  puts("");
  int row[12] = {1};
  for (int i = 0; i < 12; i++) {
    for (int j = i; j > 0; j--) row[j] += row[j - 1];
    if (i % 4 == 3) for (int j = 0; j <= i; j++) printf("%d%c", row[j], j == i ? '\n' : ' ');
  }
  return count % 256;
}
