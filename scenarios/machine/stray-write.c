/* Without an argument it keeps a table; with one it writes to a table of its own, through a pointer that is
   wrong by DISTANCE bytes. */
#include <stdio.h>
#include <unistd.h>

#ifdef __ia16__
#include <dos.h>
typedef volatile int far *Pointer;
#define WRONG(p) ((Pointer)MK_FP(FP_SEG(p) + DISTANCE / 16, FP_OFF(p)))
#else
typedef volatile int *Pointer;
#define WRONG(p) ((Pointer)((volatile char *)(p) + DISTANCE))
#endif

#ifndef DISTANCE
#define DISTANCE 0x12000L   /* of the data segments of two such processes in real mode */
#endif

volatile int counter[4] = {1, 2, 3, 4};

int main(int argc, char **argv) {
  (void)argv;
  if (argc > 1) {
    printf("writing\n");
    *WRONG(&counter[2]) = 666;
    printf("written; my own is %d\n", counter[2]);
    return 0;
  }
  usleep(500000);
  printf("counter[2] is %d\n", counter[2]);
  return counter[2] != 3;
}
