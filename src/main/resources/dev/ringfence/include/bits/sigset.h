typedef struct {
  __UINT64_TYPE__ __val[16];
} sigset_t;
