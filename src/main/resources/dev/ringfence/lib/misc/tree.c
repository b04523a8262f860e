#include <search.h>
#include <stdlib.h>

/* A red-black tree: no red node has a red child, and all ways down have as many black nodes. A
   node's address is that of its key, which is what callers see. Insertion is top-down, and deletion
   moves the next key up, as in glibc, since twalk tells depths. */
struct node {
  const void *key;
  struct node *child[2];
  int red;
};

typedef int comparison(const void *, const void *);

enum { DEEPEST = 128 };

static int is_red(const struct node *n) { return n && n->red; }

/* Lifts the child on a side over its parent, at *top. */
static void rotate(struct node **top, int side) {
  struct node *parent = *top, *lifted = parent->child[side];
  parent->child[side] = lifted->child[!side];
  lifted->child[!side] = parent;
  *top = lifted;
}

/* Where a way down has come: the links of a node, its parent and its grandparent, and the sides on
   which the first two lie. */
struct place {
  struct node **at, **parent, **grandparent;
  int side, parent_side;
};

/* Makes a node red and its children black, and mends what that does to a red parent. */
static void redden(struct place *w) {
  struct node *n = *w->at;
  n->red = 1;
  for (int side = 0; side < 2; side++)
    if (n->child[side])
      n->child[side]->red = 0;
  if (!w->parent || !(*w->parent)->red)
    return;
  (*w->grandparent)->red = 1;
  if (w->side != w->parent_side)
    rotate(w->parent, w->side);
  else
    n = *w->parent;
  n->red = 0;
  rotate(w->grandparent, w->parent_side);
}

void *tsearch(const void *key, void **root, comparison *compare) {
  if (!root)
    return NULL;
  struct place w = {(struct node **)root};
  if (*w.at)
    (*w.at)->red = 0;
  while (*w.at) {
    struct node *n = *w.at;
    int order = compare(key, n->key), side = order > 0;
    if (order == 0)
      return n;
    if (is_red(n->child[0]) && is_red(n->child[1]))
      redden(&w);
    w = (struct place){&n->child[side], w.at, w.parent, side, w.side};
    if (w.parent && *w.parent != n)
      w.parent = NULL;
  }
  struct node *added = calloc(1, sizeof *added);
  if (added) {
    added->key = key;
    *w.at = added;
    redden(&w);
  }
  return added;
}

void *tfind(const void *key, void *const *root, comparison *compare) {
  struct node *n = root ? *root : NULL;
  while (n) {
    int order = compare(key, n->key);
    if (order == 0)
      return n;
    n = n->child[order > 0];
  }
  return NULL;
}

/* Mends a tree where the ways by *links[count], which is black, lack a black node. */
static void blacken(struct node ***links, int count) {
  while (count > 0 && !is_red(*links[count])) {
    struct node **above = links[count - 1], *parent = *above;
    int side = links[count] == &parent->child[1];
    if (parent->child[!side]->red) {
      parent->red = 1;
      parent->child[!side]->red = 0;
      rotate(above, !side);
      links[count++] = above = &(*above)->child[side];
      links[count] = &parent->child[side];
    }
    struct node *sibling = parent->child[!side];
    if (!is_red(sibling->child[0]) && !is_red(sibling->child[1])) {
      sibling->red = 1;
      count--;
      continue;
    }
    if (!is_red(sibling->child[!side])) {
      rotate(&parent->child[!side], side);
      sibling = parent->child[!side];
    } else {
      sibling->child[!side]->red = 0;
    }
    sibling->red = parent->red;
    parent->red = 0;
    rotate(above, !side);
    return;
  }
  if (*links[count])
    (*links[count])->red = 0;
}

void *tdelete(const void *key, void **root, comparison *compare) {
  struct node **links[DEEPEST] = {(struct node **)root}, *parent = root ? *root : NULL;
  int count = 0, order;
  if (!parent)
    return NULL;
  while ((order = compare(key, (*links[count])->key))) {
    parent = *links[count];
    links[count + 1] = &parent->child[order > 0];
    if (!*links[++count])
      return NULL;
  }
  struct node *found = *links[count], *taken = found;
  if (found->child[0] && found->child[1]) {
    links[++count] = &found->child[1];
    for (; (*links[count])->child[0]; count++)
      links[count + 1] = &(*links[count])->child[0];
    taken = *links[count];
    found->key = taken->key;
  }
  *links[count] = taken->child[0] ? taken->child[0] : taken->child[1];
  if (!taken->red)
    blacken(links, count);
  free(taken);
  return parent;
}

static void walk(const struct node *n, void (*action)(const void *, VISIT, int), int depth) {
  if (!n->child[0] && !n->child[1]) {
    action(n, leaf, depth);
    return;
  }
  action(n, preorder, depth);
  if (n->child[0])
    walk(n->child[0], action, depth + 1);
  action(n, postorder, depth);
  if (n->child[1])
    walk(n->child[1], action, depth + 1);
  action(n, endorder, depth);
}

void twalk(const void *root, void (*action)(const void *, VISIT, int)) {
  if (root && action)
    walk(root, action, 0);
}

static void walk_with(const struct node *n, void (*action)(const void *, VISIT, void *),
                      void *closure) {
  if (!n->child[0] && !n->child[1]) {
    action(n, leaf, closure);
    return;
  }
  action(n, preorder, closure);
  if (n->child[0])
    walk_with(n->child[0], action, closure);
  action(n, postorder, closure);
  if (n->child[1])
    walk_with(n->child[1], action, closure);
  action(n, endorder, closure);
}

void twalk_r(const void *root, void (*action)(const void *, VISIT, void *), void *closure) {
  if (root && action)
    walk_with(root, action, closure);
}

void tdestroy(void *root, void (*free_key)(void *)) {
  struct node *n = root;
  if (!n)
    return;
  tdestroy(n->child[0], free_key);
  tdestroy(n->child[1], free_key);
  free_key((void *)n->key);
  free(n);
}
