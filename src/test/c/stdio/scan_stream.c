// scanf on standard input: mixed words and numbers, what stops it, and where it goes on.
#include <stdio.h>

int main(void) {
  char name[20], op;
  int age, a, b, n = 0;
  double weight;
  while (scanf("%19s %d %lf", name, &age, &weight) == 3) printf("%d: %s %d %.2f\n", ++n, name, age, weight);
  printf("stopped after %s\n", name);
  while (scanf(" %d %c %d", &a, &op, &b) == 3) {
    switch (op) {
      case '+': printf("%d\n", a + b); break;
      case '-': printf("%d\n", a - b); break;
      case '*': printf("%d\n", a * b); break;
    }
  }
  char line[40];
  printf("%d ", scanf("%39[^\n]", line));
  printf("[%s]\n", line);
  printf("%d\n", scanf("%d", &a));
  unsigned hex;
  long big;
  printf("%d ", scanf("%x %ld", &hex, &big));
  printf("%u %ld\n", hex, big);
  printf("%d\n", scanf("%d", &a));
  return 0;
}
