// Computed goto through a table of labels.
#include <stdio.h>

static int run(const char *code) {
  static void *table[] = {&&inc, &&dec, &&dbl, &&end};
  int v = 0;
#define NEXT goto *table[*code == '+' ? 0 : *code == '-' ? 1 : *code == '*' ? 2 : 3]
  NEXT;
inc: v++; code++; NEXT;
dec: v--; code++; NEXT;
dbl: v *= 2; code++; NEXT;
end: return v;
}

int main(void) {
  printf("%d %d %d\n", run("+++**-"), run("-*"), run(""));
  void *where = &&there;
  goto *where;
  puts("never");
there:
  puts("there");
  return 0;
}
