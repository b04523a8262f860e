/* Goes over more pages than the machine has frames, again and again, always in the same order. */
#include <stdio.h>
#include <stdlib.h>

#define PAGES 320
#define ROUNDS 4
#define PAGE 4096

int main(void) {
  unsigned char *block = malloc(PAGES * PAGE);
  for (int round = 0; round < ROUNDS; round++)
    for (int page = 0; page < PAGES; page++) {
      unsigned char *at = block + page * PAGE + page;
      if (round > 0 && *at != (unsigned char)(page + round - 1)) {
        printf("page %d holds %d\n", page, *at);
        return 1;
      }
      *at = page + round;
    }
  printf("%d pages, %d rounds\n", PAGES, ROUNDS);
  return 0;
}
