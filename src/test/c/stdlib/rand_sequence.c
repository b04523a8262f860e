// The sequence of rand is that of the GNU library, for the seeds 1 and 42.
#include <stdio.h>
#include <stdlib.h>

int main(void) {
  for (int i = 0; i < 5; i++) printf("%d ", rand());
  puts("");
  srand(42);
  for (int i = 0; i < 5; i++) printf("%d ", rand() % 100);
  puts("");
  srand(1);
  printf("%d\n", rand());
  srandom(5);
  printf("%ld %ld\n", random(), random() % 10 >= 0 ? 1L : 0L);
  return 0;
}
