#include <bits/sigset.h>
struct __jmp_buf_tag {
  __INT64_TYPE__ __jump[8];
  int __mask_was_saved;
  sigset_t __saved_mask;
};
typedef struct __jmp_buf_tag jmp_buf[1];
typedef struct __jmp_buf_tag sigjmp_buf[1];
int setjmp(jmp_buf env);
int _setjmp(jmp_buf env);
int __sigsetjmp(sigjmp_buf env, int save);
void longjmp(jmp_buf env, int value);
void _longjmp(jmp_buf env, int value);
void siglongjmp(sigjmp_buf env, int value);
#define setjmp(env) _setjmp(env)
#define sigsetjmp(env, save) __sigsetjmp(env, save)
