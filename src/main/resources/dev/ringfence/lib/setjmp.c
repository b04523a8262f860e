#include <setjmp.h>
#include <signal.h>

#undef setjmp

int __sigsetjmp(sigjmp_buf env, int save) {
  __builtin_save_jump(env->__jump);
  env->__mask_was_saved = save != 0;
  if (save)
    sigprocmask(SIG_BLOCK, 0, &env->__saved_mask);
  return 0;
}

int _setjmp(jmp_buf env) {
  __builtin_save_jump(env->__jump);
  env->__mask_was_saved = 0;
  return 0;
}

int setjmp(jmp_buf env) {
  __builtin_save_jump(env->__jump);
  env->__mask_was_saved = 0;
  return 0;
}

void siglongjmp(sigjmp_buf env, int value) {
  if (env->__mask_was_saved)
    sigprocmask(SIG_SETMASK, &env->__saved_mask, 0);
  __builtin_jump(env->__jump, value ? value : 1);
}

void longjmp(jmp_buf env, int value) { siglongjmp(env, value); }

void _longjmp(jmp_buf env, int value) { siglongjmp(env, value); }
