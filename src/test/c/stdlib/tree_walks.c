// Trees that grow and shrink, whose depths twalk tells.
#define _GNU_SOURCE
#include <search.h>
#include <stdio.h>
#include <stdlib.h>

static unsigned long hash;
static int nodes;

static int compare(const void *one, const void *other) {
  return *(const int *)one - *(const int *)other;
}

static void visit(const void *node, VISIT which, int depth) {
  hash = hash * 31 + **(int **)node * 7 + which * 3 + depth;
  nodes++;
}

static void count(const void *node, VISIT which, void *closure) {
  if (which == leaf || which == postorder)
    ++*(int *)closure;
}

static void ignore(void *key) {}

int main(void) {
  static int keys[400];
  unsigned random = 1;
  void *root = NULL;
  for (int i = 0; i < 400; i++)
    keys[i] = i;
  for (int step = 0; step < 3000; step++) {
    random = random * 1103515245 + 12345;
    int *key = &keys[random / 65536 % 400];
    if (step < 500 ? step % 5 : random / 7 % 2)
      tsearch(key, &root, compare);
    else
      tdelete(key, &root, compare);
    hash = hash & 0xffffffff;
    nodes = 0;
    twalk(root, visit);
    if (step % 100 == 0)
      printf("%d: %d visits %lx\n", step, nodes, hash & 0xffffffff);
  }
  int all = 0;
  twalk_r(root, count, &all);
  printf("%d keys\n", all);
  tdestroy(root, ignore);
}
