// Walks a linked list whose nodes lie in a scattered order.
#include <stdio.h>
#include <stdlib.h>

#define NODES 4096

struct node {
  struct node *next;
  int value;
};

int main(int argc, char **argv) {
  int rounds = argc > 1 ? atoi(argv[1]) : 1;
  struct node *nodes = malloc(NODES * sizeof *nodes);
  int at = 0;
  for (int i = 0; i < NODES; i++) {
    int next = (at + 1237) % NODES;
    nodes[at].value = i;
    nodes[at].next = i == NODES - 1 ? NULL : &nodes[next];
    at = next;
  }
  unsigned long sum = 0;
  for (int round = 0; round < rounds * 1000; round++)
    for (struct node *n = nodes; n; n = n->next)
      sum += (unsigned long)n->value;
  printf("%lu\n", sum);
  free(nodes);
  return 0;
}
