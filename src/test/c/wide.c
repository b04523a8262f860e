#include <stdio.h>
#include <stddef.h>
wchar_t g[] = L"h\u00e9y" "z";
unsigned short u16[10] = u"a😀";
unsigned u32[] = U"😀b";
int main(void){
  wchar_t l[] = L"ab"; const wchar_t *p = L"xyz";
  printf("%zu %d %d %d\n", sizeof g, g[1], g[3], g[4]);
  printf("%zu %x %x %x\n", sizeof u16, u16[1], u16[2], u16[3]);
  printf("%zu %x\n", sizeof u32, u32[0]);
  printf("%zu %d %d %zu %zu %zu\n", sizeof l, l[1], p[2], sizeof L'a', sizeof u'a', sizeof "é" );
  char s[] = u8"é"; printf("%zu %d\n", sizeof s, s[0]);
  printf("%d %d\n", '\377', L'\xff');
}
