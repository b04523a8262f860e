// A growing vector, a priority queue, an AVL tree and a trie on the heap.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct vector { int *v; size_t n, room; };
static void push(struct vector *a, int x) {
  if (a->n == a->room) a->v = realloc(a->v, (a->room = a->room * 2 + 1) * sizeof *a->v);
  a->v[a->n++] = x;
}
static void heap_push(struct vector *h, int x) {
  push(h, x);
  for (size_t i = h->n - 1; i && h->v[(i - 1) / 2] > h->v[i]; i = (i - 1) / 2) {
    int t = h->v[i];
    h->v[i] = h->v[(i - 1) / 2];
    h->v[(i - 1) / 2] = t;
  }
}
static int heap_pop(struct vector *h) {
  int top = h->v[0];
  h->v[0] = h->v[--h->n];
  for (size_t i = 0, c; (c = 2 * i + 1) < h->n; i = c) {
    if (c + 1 < h->n && h->v[c + 1] < h->v[c]) c++;
    if (h->v[i] <= h->v[c]) break;
    int t = h->v[i];
    h->v[i] = h->v[c];
    h->v[c] = t;
  }
  return top;
}
struct avl { int key, height; struct avl *child[2]; };
static int height(struct avl *t) { return t ? t->height : 0; }
static void measure(struct avl *t) { int a = height(t->child[0]), b = height(t->child[1]); t->height = 1 + (a > b ? a : b); }
static struct avl *rotate(struct avl *t, int side) {
  struct avl *up = t->child[side];
  t->child[side] = up->child[!side];
  up->child[!side] = t;
  measure(t);
  measure(up);
  return up;
}
static struct avl *insert(struct avl *t, int key) {
  if (!t) {
    t = calloc(1, sizeof *t);
    t->key = key;
    t->height = 1;
    return t;
  }
  if (key == t->key) return t;
  int side = key > t->key;
  t->child[side] = insert(t->child[side], key);
  measure(t);
  if (height(t->child[side]) - height(t->child[!side]) > 1) {
    struct avl *c = t->child[side];
    if (height(c->child[!side]) > height(c->child[side])) t->child[side] = rotate(c, !side);
    t = rotate(t, side);
  }
  return t;
}
struct trie { struct trie *next[26]; int end; };
static int add(struct trie *t, const char *w) {
  for (; *w; w++) {
    struct trie **n = &t->next[*w - 'a'];
    if (!*n) *n = calloc(1, sizeof **n);
    t = *n;
  }
  return t->end++;
}
static int count(const struct trie *t) {
  int n = t->end > 0;
  for (int i = 0; i < 26; i++) if (t->next[i]) n += count(t->next[i]);
  return n;
}

int main(void) {
  struct vector h = {0};
  for (int i = 0; i < 50; i++) heap_push(&h, i * 37 % 50);
  int ordered = 1;
  for (int i = 0; i < 50; i++) ordered &= heap_pop(&h) == i;
  printf("%d\n", ordered);
  struct avl *root = NULL;
  for (int i = 0; i < 1000; i++) root = insert(root, i);
  printf("%d %d\n", root->height, root->key);
  struct trie t = {0};
  const char *words[] = {"a", "an", "ant", "bee", "an", "be"};
  for (int i = 0; i < 6; i++) printf("%d", add(&t, words[i]));
  printf(" %d\n", count(&t));
  return 0;
}
