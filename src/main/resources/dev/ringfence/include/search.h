#include <stddef.h>
typedef enum { FIND, ENTER } ACTION;
typedef struct entry {
  char *key;
  void *data;
} ENTRY;
typedef enum { preorder, postorder, endorder, leaf } VISIT;
struct hsearch_data {
  void *table;
  unsigned size, filled;
};
int hcreate(size_t count);
ENTRY *hsearch(ENTRY item, ACTION action);
void hdestroy(void);
int hcreate_r(size_t count, struct hsearch_data *table);
int hsearch_r(ENTRY item, ACTION action, ENTRY **result, struct hsearch_data *table);
void hdestroy_r(struct hsearch_data *table);
void *tsearch(const void *key, void **root, int (*compare)(const void *, const void *));
void *tfind(const void *key, void *const *root, int (*compare)(const void *, const void *));
void *tdelete(const void *key, void **root, int (*compare)(const void *, const void *));
void twalk(const void *root, void (*action)(const void *node, VISIT which, int depth));
void twalk_r(const void *root, void (*action)(const void *node, VISIT which, void *closure),
             void *closure);
void tdestroy(void *root, void (*free_key)(void *key));
void *lfind(const void *key, const void *base, size_t *count, size_t size,
            int (*compare)(const void *, const void *));
void *lsearch(const void *key, void *base, size_t *count, size_t size,
              int (*compare)(const void *, const void *));
void insque(void *element, void *previous);
void remque(void *element);
