/* What PDFium tells of a page's characters and of what else stands on it, gathered in one call and placed on the page as a
   person sees it: `extract/asked.py` does the same from Python and says what each number means.

   The functions of PDFium come in as addresses, so this needs neither PDFium's headers nor Python's, and is loaded
   with ctypes. Asking each character from Python costs about 1.5 microseconds a character; this, 0.05. */
#include <math.h>
#include <stdint.h>
#include <string.h>

#if defined(_WIN32)
#define EXPORT __declspec(dllexport)
#else
#define EXPORT __attribute__((visibility("default")))
#endif

/* What the C files were when this was built: `extract.native` does without a library built from others. */
EXPORT uint32_t sources_stamp(void) { return LITLODE_SOURCES; }

typedef struct { float left, top, right, bottom; } Box;          /* FS_RECTF */
typedef struct { float a, b, c, d, e, f; } Matrix;               /* FS_MATRIX */
typedef struct { float left, bottom, right, top, width, height; int32_t rotation; } Frame;
typedef struct { float base, size; int8_t turn; uint8_t bold, hidden; } Style;

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
    unsigned long (*font_info)(void *, int, void *, unsigned long, int *);
    int (*font_weight)(void *, int);
} TextCalls;

enum { UNMAPPED = 0xFFFD, OUTLINED = 2, UNPAINTED = 3, CLIPPING = 7, BOLD = 600, FONTS = 32 };

/* Box given as left, top, right, bottom in PDF coordinates as x0, top, x1, bottom on the page as seen. */
static Box place(const Frame *frame, Box box) {
    float x0 = fminf(box.left, box.right), x1 = fmaxf(box.left, box.right);
    float y0 = fminf(box.top, box.bottom), y1 = fmaxf(box.top, box.bottom);
    switch (frame->rotation) {
    case 1: return (Box){y0 - frame->bottom, x0 - frame->left, y1 - frame->bottom, x1 - frame->left};
    case 2: return (Box){frame->right - x1, y0 - frame->bottom, frame->right - x0, y1 - frame->bottom};
    case 3: return (Box){frame->top - y1, frame->right - x1, frame->top - y0, frame->right - x0};
    default: return (Box){x0 - frame->left, frame->top - y1, x1 - frame->left, frame->top - y0};
    }
}

/* The reading direction in quarter turns clockwise as seen, plus 4 if mirrored, -1 if slanted. */
static int8_t turn_of(const Frame *frame, const Matrix *m) {
    int along = fabsf(m->a) > 4 * fabsf(m->b), across = fabsf(m->b) > 4 * fabsf(m->a);
    if (!along && !across) return -1;
    int quarter = along ? (m->a > 0 ? 0 : 2) : (m->b > 0 ? 3 : 1);
    return (int8_t)((quarter + frame->rotation) % 4 + (m->a * m->d - m->b * m->c < 0 ? 4 : 0));
}

static float baseline(const Frame *frame, double x, double y, int turn) {
    int beside = turn % 2 != 0;
    switch (frame->rotation) {
    case 1: return (float)(beside ? y - frame->bottom : x - frame->left);
    case 2: return (float)(beside ? frame->right - x : y - frame->bottom);
    case 3: return (float)(beside ? frame->top - y : frame->right - x);
    default: return (float)(beside ? x - frame->left : frame->top - y);
    }
}

static int is_bold(const TextCalls *call, void *text, int at) {
    static const char *const heavy[] = {"bold", "heavy", "black", "simhei", "heiti", "\xe9\xbb\x91"};
    char name[256] = "";
    call->font_info(text, at, name, sizeof name, 0);
    name[sizeof name - 1] = 0;
    for (char *c = name; *c; c++) if (*c >= 'A' && *c <= 'Z') *c += 'a' - 'A';
    for (unsigned word = 0; word < sizeof heavy / sizeof *heavy; word++) if (strstr(name, heavy[word])) return 1;
    return call->font_weight(text, at) >= BOLD;
}

static Style style_of(const TextCalls *call, void *text, int at, void *object, const Frame *frame) {
    double x = 0.0, y = 0.0;
    Matrix m = {1, 0, 0, 1, 0, 0};
    unsigned red, green, blue, alpha = 255;
    int mode = object ? call->mode(object) : 0;
    if (!object || !call->colour(object, &red, &green, &blue, &alpha)) alpha = 255;
    call->origin(text, at, &x, &y);
    call->matrix(text, at, &m);
    int8_t turn = turn_of(frame, &m);
    return (Style){
        baseline(frame, x, y, turn), (float)(fabs(call->font_size(text, at)) * hypotf(m.c, m.d)), turn,
        mode == OUTLINED, alpha == 0 || mode == UNPAINTED || mode == CLIPPING};
}

/* The box, one far taller than its type cut to what stands around its baseline. */
static Box within_type(Box box, const Style *style) {
    int beside = style->turn % 2 != 0;
    double ahead = (style->turn == 1 || style->turn == 2 ? 0.3 : 0.95) * style->size;
    double behind = (style->turn == 1 || style->turn == 2 ? 0.95 : 0.3) * style->size;
    float *low = beside ? &box.left : &box.top, *high = beside ? &box.right : &box.bottom;
    if (style->turn < 0 || style->size < 3.0f || *high - *low <= 1.5f * style->size) return box;
    *low = (float)fmax(*low, style->base - ahead);
    *high = (float)fmax(fmin(*high, style->base + behind), *low);
    return box;
}

/* The printed characters among `count`; how many they are is returned. `room` has 31 bytes a character, for arrays of
   boxes, codes, baselines, sizes, turns, and which are bold and hidden, one after the other. */
EXPORT int32_t read_characters(const TextCalls *call, void *text, int32_t count, const Frame *frame, void *room) {
    Box *boxes = room;
    uint32_t *codes = (uint32_t *)(boxes + count);
    float *base = (float *)(codes + count), *size = base + count;
    int8_t *turn = (int8_t *)(size + count);
    uint8_t *bold = (uint8_t *)(turn + count), *hidden = bold + count;
    int32_t kept = 0, styled = 0, fonts = 0;
    int known = 0, high = 0;
    void *last = 0, *font_at[FONTS];
    int heavy[FONTS];
    Style style = {0, 0, 0, 0, 0};
    for (int32_t at = 0; at < count; at++) {
        uint32_t code = call->unicode(text, at);
        Box loose = {0, 0, 0, 0};
        call->loose_box(text, at, &loose);
        void *object = loose.left != loose.right ? call->object(text, at) : last;
        /* PDFium's own blanks and line ends have no width: they tell no style. */
        if (loose.left != loose.right && (!known || object != last)) {
            style = style_of(call, text, at, object, frame);
            void *font = object ? call->font(object) : 0;
            int32_t of = 0;
            while (of < fonts && font_at[of] != font) of++;
            if (of == fonts) {
                of = fonts < FONTS ? fonts++ : FONTS - 1;
                font_at[of] = font;
                heavy[of] = font && is_bold(call, text, at);
            }
            style.bold |= heavy[of];
            last = object;
            known = 1;
        }
        int blank = code == 0 || code == 0x0A || code == 0x0D || code == 0x20;
        int flat = loose.left == loose.right || loose.top == loose.bottom;
        if (blank && flat) continue;
        if (!isfinite(loose.left) || !isfinite(loose.top) || !isfinite(loose.right) || !isfinite(loose.bottom)) continue;
        if (high && code >= 0xDC00 && code < 0xE000) { /* the second half of a letter of formulas */
            codes[kept - 1] = 0x10000 + ((codes[kept - 1] - 0xD800) << 10) + (code - 0xDC00);
            high = 0;
            continue;
        }
        high = 0;
        Box box = place(frame, loose);
        if (!(box.right > 0 && box.left < frame->width && box.bottom > 0 && box.top < frame->height)) continue;
        high = code >= 0xD800 && code < 0xDC00;
        codes[kept] = code ? code : UNMAPPED;
        boxes[kept++] = box;
        for (; known && styled < kept; styled++) { /* characters before the first style have that one */
            boxes[styled] = within_type(boxes[styled], &style);
            base[styled] = style.base;
            size[styled] = style.size;
            turn[styled] = style.turn;
            bold[styled] = style.bold;
            hidden[styled] = style.hidden;
        }
    }
    for (; styled < kept; styled++) {
        base[styled] = size[styled] = 0;
        turn[styled] = bold[styled] = hidden[styled] = 0;
    }
    return kept;
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
