/* What PDFium tells of a page's characters and drawn paths, gathered in one call.

   The functions of PDFium come in as addresses, so this needs neither PDFium's headers nor Python's, and is loaded
   with ctypes. Asking each character from Python costs about 1.5 microseconds a character; this, 0.05. */
#include <stdint.h>

#if defined(_WIN32)
#define EXPORT __declspec(dllexport)
#else
#define EXPORT __attribute__((visibility("default")))
#endif

typedef struct { float left, top, right, bottom; } Box;          /* FS_RECTF */
typedef struct { float a, b, c, d, e, f; } Matrix;               /* FS_MATRIX */
typedef struct { int32_t start, mode; uint64_t object, font; double x, y, size; Matrix matrix; uint32_t alpha, unused; } Run;

typedef struct {
    unsigned (*unicode)(void *, int);
    int (*loose_box)(void *, int, Box *);
    void *(*object)(void *, int);
    int (*origin)(void *, int, double *, double *);
    int (*matrix)(void *, int, Matrix *);
    double (*font_size)(void *, int);
    void *(*font)(void *);
    int (*mode)(void *);
    int (*colour)(void *, unsigned *, unsigned *, unsigned *, unsigned *);
} TextCalls;

/* Code point and box of `count` characters, and a row of `runs` for each stretch of one text object: its first
   character, origin, matrix, size, font, render mode and opacity. `runs` has room for `count` rows; the number written is returned. */
EXPORT int32_t read_characters(const TextCalls *call, void *text, int32_t count, uint32_t *codes, Box *boxes, Run *runs) {
    int32_t found = 0;
    unsigned red, green, blue, alpha;
    void *last = 0;
    for (int32_t at = 0; at < count; at++) {
        codes[at] = call->unicode(text, at);
        call->loose_box(text, at, boxes + at);
        /* PDFium's own blanks and line ends have no box: they begin no run. */
        if (boxes[at].left == boxes[at].right) continue;
        void *object = call->object(text, at);
        if (found && object == last) continue;
        last = object;
        Run *run = runs + found++;
        run->start = at;
        run->mode = object ? call->mode(object) : 0;
        run->unused = 0;
        run->alpha = object && call->colour(object, &red, &green, &blue, &alpha) ? alpha : 255;
        run->object = (uint64_t)(uintptr_t)object;
        run->font = object ? (uint64_t)(uintptr_t)call->font(object) : 0;
        run->x = run->y = 0.0;
        call->origin(text, at, &run->x, &run->y);
        run->size = call->font_size(text, at);
        run->matrix = (Matrix){1, 0, 0, 1, 0, 0};
        call->matrix(text, at, &run->matrix);
    }
    return found;
}

typedef struct {
    int (*count)(void *);
    void *(*object)(void *, int);
    int (*type)(void *);
    int (*bounds)(void *, float *, float *, float *, float *);
} ObjectCalls;

/* Type, bounds (left, bottom, right, top) and address of the page's objects that are no text, at most `room` of them;
   returns how many. */
EXPORT int32_t read_objects(
    const ObjectCalls *call, void *page, int32_t room, int32_t *types, float *bounds, uint64_t *handles) {
    int32_t found = 0;
    int count = call->count(page);
    for (int at = 0; at < count && found < room; at++) {
        void *object = call->object(page, at);
        int type = call->type(object);
        if (type == 1) continue; /* FPDF_PAGEOBJ_TEXT */
        float *b = bounds + 4 * found;
        if (!call->bounds(object, b, b + 1, b + 2, b + 3)) continue;
        handles[found] = (uint64_t)(uintptr_t)object;
        types[found++] = type;
    }
    return found;
}
