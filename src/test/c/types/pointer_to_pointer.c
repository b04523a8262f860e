// Pointers to pointers: lists edited through them, tables of tables, out parameters.
#include <stdio.h>
#include <stdlib.h>

struct node { int v; struct node *next; };

static void insert(struct node **list, int v) {
  while (*list && (*list)->v < v) list = &(*list)->next;
  struct node *n = malloc(sizeof *n);
  *n = (struct node){v, *list};
  *list = n;
}
static void removes(struct node **list, int v) {
  for (struct node **p = list; *p;)
    if ((*p)->v == v) {
      struct node *gone = *p;
      *p = gone->next;
      free(gone);
    } else
      p = &(*p)->next;
}
static int split(const char *text, const char **rest) {
  int n = 0;
  while (*text >= '0' && *text <= '9') n = n * 10 + *text++ - '0';
  *rest = text;
  return n;
}
static int **table(int rows, int columns) {
  int **t = malloc(rows * sizeof *t);
  for (int i = 0; i < rows; i++) {
    t[i] = malloc(columns * sizeof **t);
    for (int j = 0; j < columns; j++) t[i][j] = i * columns + j;
  }
  return t;
}

int main(void) {
  struct node *list = NULL;
  int values[] = {5, 1, 9, 5, 3, 5, 7};
  for (int i = 0; i < 7; i++) insert(&list, values[i]);
  for (struct node *n = list; n; n = n->next) printf("%d ", n->v);
  removes(&list, 5);
  removes(&list, 1);
  for (struct node *n = list; n; n = n->next) printf("%d ", n->v);
  puts("");
  const char *rest = "12:34";
  int h = split(rest, &rest), m = split(rest + 1, &rest);
  printf("%d %d %d\n", h, m, *rest);
  int **t = table(3, 4), *row = t[1];
  t[1] = t[2];
  t[2] = row;
  printf("%d %d %d\n", t[1][0], *t[2], **t);
  char *words[] = {"a", "b", 0}, **w = words, ***pw = &w;
  ++*pw;
  printf("%s %d\n", **pw, w[1] == NULL);
  return 0;
}
