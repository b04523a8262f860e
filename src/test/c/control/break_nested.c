// break and continue concern the innermost loop or switch.
#include <stdio.h>

int main(void) {
  for (int i = 0; i < 5; i++) {
    switch (i) {
      case 0: break;
      case 1: continue;
      case 3:
        for (;;) {
          if (i) break;
        }
        break;
      default: printf("d");
    }
    printf("%d ", i);
  }
  puts("");
  int n = 0;
  while (1) {
    do {
      n++;
      if (n % 3 == 0) break;
      if (n % 2 == 0) continue;
      printf("%d ", n);
    } while (n < 10);
    if (n >= 10) break;
  }
  puts("");
  for (int i = 0; i < 3; i++)
    for (int j = 0; j < 3; j++) {
      if (j == 1) continue;
      switch (j) { case 2: if (i == 1) break; printf("%d%d ", i, j); }
    }
  puts("");
  int k = 10;
  do if (k % 2) continue; else printf("%d ", k); while (--k);
  puts("");
  return n;
}
