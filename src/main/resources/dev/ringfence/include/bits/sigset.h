typedef struct {
  unsigned long __val[16];
} sigset_t;
