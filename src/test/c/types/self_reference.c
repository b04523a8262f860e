// Lists, trees and mutually recursive structures.
#include <stdio.h>
#include <stdlib.h>

struct tree;
struct list { struct tree *tree; struct list *next; };
struct tree { int key; struct tree *left, *right; struct list *users; };

static struct tree *insert(struct tree *t, int key) {
  if (!t) {
    t = malloc(sizeof *t);
    *t = (struct tree){key};
    return t;
  }
  struct tree **side = key < t->key ? &t->left : &t->right;
  *side = insert(*side, key);
  return t;
}
static int depth(const struct tree *t) {
  if (!t) return 0;
  int l = depth(t->left), r = depth(t->right);
  return 1 + (l > r ? l : r);
}
static void collect(struct tree *t, struct list ***tail) {
  if (!t) return;
  collect(t->left, tail);
  struct list *l = malloc(sizeof(struct list));
  l->tree = t;
  l->next = 0;
  t->users = l;
  **tail = l;
  *tail = &l->next;
  collect(t->right, tail);
}
static struct list *reverse(struct list *l) {
  struct list *done = 0;
  while (l) {
    struct list *next = l->next;
    l->next = done;
    done = l;
    l = next;
  }
  return done;
}

int main(void) {
  struct tree *root = 0;
  for (int i = 0, k = 7; i < 20; i++, k = k * 13 % 31) root = insert(root, k);
  struct list *all = 0, **tail = &all;
  collect(root, &tail);
  for (struct list *l = all; l; l = l->next) printf("%d ", l->tree->key);
  printf("depth %d\n", depth(root));
  all = reverse(all);
  for (struct list *l = all; l; l = l->next->next) printf("%d ", l->tree->key);
  printf("\n%d\n", root->users->tree == root);
  return 0;
}
