#include <stdio.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
static long bits(double d){ long l; memcpy(&l,&d,8); return l; }
static unsigned fb(float d){ unsigned l; memcpy(&l,&d,4); return l; }
#define P(x) printf("%s = %lx\n", #x, bits(x))
#define F(x) printf("%s = %x\n", #x, fb(x))
#define I(x) printf("%s = %ld\n", #x, (long)(x))
double g = 3.25; float gf = 0.1f; double ga[] = {1, 2.5, -3e10, 0x1.8p3}; float gfa[3] = {1, 2};
long double gl = 1.5L; int gi = 3.9; _Bool gb = 0.5; unsigned char guc = 200.7;
struct S { char c; double d; float f; long double ld; } gs = { 'a', 1.25, 2.5f, 9 };
double add(double a, float b, int c) { return a + b * c; }
float fadd(float a, float b) { return a + b; }
double sum(int n, ...) { va_list ap; va_start(ap, n); double s = 0; while (n--) s += va_arg(ap, double); va_end(ap); return s; }
int main(void) {
  P(g); F(gf); P(ga[0]); P(ga[1]); P(ga[2]); P(ga[3]); F(gfa[1]); P((double)gl); I(gi); I(gb); I(guc);
  I(sizeof(struct S)); I(sizeof(long double)); P(gs.d); F(gs.f); P((double)gs.ld); I(gs.c);
  P(add(1.5, 2.5f, 3)); F(fadd(0.1f, 0.2f)); P(sum(3, 1.5, 2.5f, 1e300)); 
  double nan = 0.0 / 0.0 , inf = 1 / 0.0; volatile double z = 0; nan = z / z;
  I(nan < 1); I(nan >= 1); I(!(nan < 1)); I(nan != nan); I(nan == nan); 
  if (nan < 1) puts("a"); else puts("b");
  if (!(nan < 1)) puts("a"); else puts("b");
  if (nan >= 1) puts("a"); else puts("b");
  if (nan) puts("t"); if (!z) puts("z"); while (z) ; 
  I(z && 1); I(z || nan); I(!inf); I(z ? 1 : 2); I(-z ? 1 : 2);
  int i = 7; i += 1.9; I(i); i *= 0.5; I(i); i -= 0.5f; I(i);
  unsigned char uc = 200; uc *= 1.2; I(uc); unsigned u = 3000000000u; u *= 1.1; I(u);
  long l = 1L << 60; l += 1.0; I(l); unsigned long ul = -1UL; P((double)ul); F((float)ul); F((float)l); F((float)0x7fffffbfffffffffL);
  volatile unsigned long vul = 0xfffffffffffffbffUL; P((double)vul); F((float)vul); volatile long vl = 0x7fffffbfffffffffL; F((float)vl); F(vl);
  P(z++); P(z); P(++z); P(z--); P(--z); float fz = 16777216; fz++; F(fz); fz += 0.5; F(fz); fz /= 3; F(fz);
  volatile double big = 1e10, neg = -1.5, huge = 1e19; I((int)big); I((unsigned)big); I((unsigned)neg); I((unsigned char)neg); I((long)neg); I((unsigned long)huge); I((unsigned long)neg); I((_Bool)neg); I((short)big); I((signed char)neg); I((long)huge);
  I((int)1e10); I((unsigned char)-1.0); I((long)1e30); I((unsigned)1e10); I((unsigned)-5.0);
  double *p = &g; *p += 1; P(*p); p[0] *= 2; P(g); float *q = gfa; q[2] = 1/3.0; F(q[2]); F(1/3.0f);
  P(i ? 1 : 2.5); P(1 ? 1 : 2.5); P((1, 2.5f)); P(1e308 * 10); P(-0.0); P(-z); P(0x.8p-1074); P(4.9e-324); P(2.2250738585072011e-308); F(1e-45f); P(.5e+3); P(5.); P(1e5);
  P((double)(float)0.1); P(0.1f); F(0.1); P(1.0f * 0.1f); P(0.1f+0.2); float a=0.1f,b=0.7f; P(a*b); P(a+b); P(a/b); P(a-b);
  struct S s2 = gs; s2.d /= 3; P(s2.d); double m[2][2] = {{1,2},{3,4.5}}; P(m[1][1]); P(m[0][1] + 'a');
  P((float)1e40); I(sizeof(1.0f)); I(sizeof 1.0); I(sizeof(1.0f+1)); I(sizeof(1.0f+1.0)); I(1.5 == 1.5f); I(0.1 == 0.1f); I(sizeof(1.0L+1));
  const char *r = 1.5 > 1 ? "gt" : "le"; puts(r); for (double x = 0; x < 1; x += 0.25) P(x);
  long double ld = 1.5; ld *= 2; P((double)ld); ld++; P((double)ld); unsigned long w = 5; P(w * 1.5); P(w - 6.5); P(-(int)w/2.0);
  return 0.0 ? 1 : (int)3.99;
}
