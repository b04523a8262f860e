// Urgent data of TCP: the mark, reads that stop there, MSG_OOB, SO_OOBINLINE, SIOCATMARK, POLLPRI.
#define _GNU_SOURCE
#include "urgent.h"

int main(void) {
  static const char *const known[] = {
      "!@", "a!", "X!!", "X@!!", "aX9!9", "aXb99", "aXb9!9", "aXb!99", "abXcd93!9", "XaYb9!9!",
      "X!aY!9b9", "XYZ!9", "aXY9!9", "<X9", "<aXb99!", "<aXb)(9)9", "<X!", "X<!>!", "aXbc2229",
      "X$9!9", "Xa$!99", "$X!", "*9!9", "a*b5!99", "*1)1)1", "X))9!", "aX()b()9()9!", "X!)a)9",
      "X1X1X1!", "aX1b)!Y)9)9!"};
  for (unsigned i = 0; i < sizeof known / sizeof *known; i++)
    script("tcp", tcp_pair, known[i]);
  scripts("tcp", tcp_pair, 42, 60);
  return 0;
}
