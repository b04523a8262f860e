#include <search.h>
#include <stdlib.h>

/* A balanced tree (AA tree): a node's left child is one level below it, and its right child is on its
   level at most once in a row. A node's address is that of its key, which is what callers see. */
struct node {
  const void *key;
  struct node *left, *right;
  int level;
};

typedef int comparison(const void *, const void *);

static struct node *skew(struct node *n) {
  if (!n || !n->left || n->left->level != n->level)
    return n;
  struct node *left = n->left;
  n->left = left->right;
  left->right = n;
  return left;
}

static struct node *split(struct node *n) {
  if (!n || !n->right || !n->right->right || n->right->right->level != n->level)
    return n;
  struct node *right = n->right;
  n->right = right->left;
  right->left = n;
  right->level++;
  return right;
}

static struct node *insert(struct node *n, const void *key, comparison *compare,
                           struct node **found) {
  if (!n) {
    *found = n = calloc(1, sizeof *n);
    if (n) {
      n->key = key;
      n->level = 1;
    }
    return n;
  }
  int order = compare(key, n->key);
  if (order == 0) {
    *found = n;
    return n;
  }
  if (order < 0)
    n->left = insert(n->left, key, compare, found);
  else
    n->right = insert(n->right, key, compare, found);
  return split(skew(n));
}

void *tsearch(const void *key, void **root, comparison *compare) {
  struct node *found = NULL;
  if (!root)
    return NULL;
  *root = insert(*root, key, compare, &found);
  return found;
}

void *tfind(const void *key, void *const *root, comparison *compare) {
  struct node *n = root ? *root : NULL;
  while (n) {
    int order = compare(key, n->key);
    if (order == 0)
      return n;
    n = order < 0 ? n->left : n->right;
  }
  return NULL;
}

static int level(struct node *n) { return n ? n->level : 0; }

static struct node *rebalance(struct node *n) {
  int most = (level(n->left) < level(n->right) ? level(n->left) : level(n->right)) + 1;
  if (most < n->level) {
    n->level = most;
    if (n->right && most < n->right->level)
      n->right->level = most;
  }
  n = skew(n);
  n->right = skew(n->right);
  if (n->right)
    n->right->right = skew(n->right->right);
  n = split(n);
  n->right = split(n->right);
  return n;
}

static struct node *take_least(struct node *n, struct node **least) {
  if (!n->left) {
    *least = n;
    return n->right;
  }
  n->left = take_least(n->left, least);
  return rebalance(n);
}

static struct node *drop(struct node *n, const void *key, comparison *compare, struct node *above,
                         struct node **parent) {
  if (!n)
    return NULL;
  int order = compare(key, n->key);
  if (order < 0) {
    n->left = drop(n->left, key, compare, n, parent);
  } else if (order > 0) {
    n->right = drop(n->right, key, compare, n, parent);
  } else {
    *parent = above;
    struct node *left = n->left, *right = n->right, *least;
    int was = n->level;
    free(n);
    if (!left || !right)
      return left ? left : right;
    right = take_least(right, &least);
    least->left = left;
    least->right = right;
    least->level = was;
    n = least;
  }
  return rebalance(n);
}

void *tdelete(const void *key, void **root, comparison *compare) {
  if (!root || !tfind(key, root, compare))
    return NULL;
  struct node *parent = NULL;
  *root = drop(*root, key, compare, *root, &parent);
  return parent;
}

static void walk(const struct node *n, void (*action)(const void *, VISIT, int), int depth) {
  if (!n->left && !n->right) {
    action(n, leaf, depth);
    return;
  }
  action(n, preorder, depth);
  if (n->left)
    walk(n->left, action, depth + 1);
  action(n, postorder, depth);
  if (n->right)
    walk(n->right, action, depth + 1);
  action(n, endorder, depth);
}

void twalk(const void *root, void (*action)(const void *, VISIT, int)) {
  if (root && action)
    walk(root, action, 0);
}

void tdestroy(void *root, void (*free_key)(void *)) {
  struct node *n = root;
  if (!n)
    return;
  tdestroy(n->left, free_key);
  tdestroy(n->right, free_key);
  free_key((void *)n->key);
  free(n);
}
