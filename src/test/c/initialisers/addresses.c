// Static initialisers that are addresses: of elements, members, functions, literals, each other.
#include <stddef.h>
#include <stdio.h>

struct node { int n; struct node *next; int *into; };
static struct node a, b;
int main(void);
static struct node a = {1, &b, &b.n}, b = {2, &a, &a.n};
static struct node ring[3] = {{0, &ring[1]}, {1, ring + 2, &ring[0].n}, {2, ring}};
static int list[10];
static int *middle = list + 5, *end = &list[10], *back = &list[10] - 3;
static char *name = &"string"[3];
static char **names = (char *[]){"compound", "literal", 0};
static int (*functions[])(const char *) = {puts, NULL};
static void *generic = &list[1];
static long difference = (char *)&((struct node *)0)->into - (char *)0;
static int *field = &ring[2].n;
static int matrix[3][4], (*row)[4] = &matrix[1], *cell = matrix[2] + 1, *same = &matrix[0][0] + 9;
static struct node *self = &(struct node){7, NULL, &list[2]};
static const void *table[] = {&table, table + 1, &a.next, main};
static struct { char c; char *p; } mixed[] = {{'m', &mixed[1].c}, {'n', &mixed[0].c}};

int main(void) {
  printf("%d %d %d\n", a.next->n, *a.into, b.next->next->n);
  printf("%d %d\n", ring[2].next->next->n, *ring[1].into);
  printf("%td %td %td\n", middle - list, end - list, back - list);
  printf("%s %s\n", name, names[1]);
  functions[0]("called");
  printf("%d %ld\n", generic == list + 1, difference);
  printf("%d %td %td\n", *field, cell - &matrix[0][0], row - matrix);
  printf("%d %d\n", same == cell, self->n);
  printf("%d %d %d\n", table[0] == table, table[1] == &table[1], table[2] == &a.next);
  printf("%c%c\n", *mixed[0].p, *mixed[1].p);
  return 0;
}
