// The attribute cleanup: a function is called for a variable at every way out of its block.
#include <stdio.h>

static void leave(int *p) {
  printf(" -%d", *p);
}

#define GUARD __attribute__((cleanup(leave)))

static int ways(int n) {
  GUARD int outer = 1;
  for (int i = 0; i < 3; i++) {
    GUARD int inner = 10 + i;
    if (n == 0)
      continue;
    if (n == 1)
      break;
    {
      GUARD int deep = 20 + i;
      if (n == 2)
        return deep;
      if (n == 3)
        goto out;
    }
  }
  switch (n) {
  case 4: {
    GUARD int inSwitch = 30;
    break;
  }
  }
  if (n == 5) {
    GUARD int later = 40, another = 41;
    return outer + later + another;
  }
out:
  return -outer;
}

static int backwards(void) {
  int rounds = 0;
again:
  if (rounds < 3) {
    GUARD int here = rounds++;
    goto again;
  }
  return rounds;
}

struct big {
  int value[20];
};

static struct big whole(void) {
  GUARD int guard = 50;
  struct big b = {{[7] = guard}};
  return b;
}

int main(void) {
  for (int n = 0; n < 6; n++) {
    printf("%d:", n);
    int result = ways(n);
    printf(" = %d\n", result);
  }
  int rounds = backwards();
  printf(" = %d\n", rounds);
  int seventh = whole().value[7];
  printf(" = %d\n", seventh);
  int value = ({
    GUARD int inside = 60;
    inside + 1;
  });
  printf(" = %d\n", value);
  return 0;
}
