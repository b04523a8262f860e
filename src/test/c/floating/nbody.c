// A simulation of three bodies: structures of doubles, square roots, many steps.
#include <math.h>
#include <stdio.h>

struct body { double p[3], v[3], mass; };
static struct body bodies[] = {
  {{0, 0, 0}, {0, 0, 0}, 39.47}, {{4.84, -1.16, -0.10}, {0.606, 2.81, -0.02}, 0.037}, {{8.34, 4.12, -0.4}, {-1.01, 1.82, 0.008}, 0.011}};
enum { N = sizeof bodies / sizeof *bodies };

static double energy(void) {
  double e = 0;
  for (int i = 0; i < N; i++) {
    struct body *b = &bodies[i];
    for (int k = 0; k < 3; k++) e += b->mass * b->v[k] * b->v[k] / 2;
    for (int j = i + 1; j < N; j++) {
      double d = 0;
      for (int k = 0; k < 3; k++) d += (b->p[k] - bodies[j].p[k]) * (b->p[k] - bodies[j].p[k]);
      e -= b->mass * bodies[j].mass / sqrt(d);
    }
  }
  return e;
}
static void advance(double dt) {
  for (int i = 0; i < N; i++)
    for (int j = i + 1; j < N; j++) {
      double d[3], square = 0;
      for (int k = 0; k < 3; k++) d[k] = bodies[i].p[k] - bodies[j].p[k], square += d[k] * d[k];
      double force = dt / (square * sqrt(square));
      for (int k = 0; k < 3; k++) {
        bodies[i].v[k] -= d[k] * bodies[j].mass * force;
        bodies[j].v[k] += d[k] * bodies[i].mass * force;
      }
    }
  for (int i = 0; i < N; i++)
    for (int k = 0; k < 3; k++) bodies[i].p[k] += dt * bodies[i].v[k];
}

int main(void) {
  printf("%.9f\n", energy());
  for (int i = 0; i < 1000; i++) advance(0.01);
  printf("%.9f\n", energy());
  printf("%.9f %.9f\n", bodies[1].p[0], bodies[2].p[1]);
  return 0;
}
