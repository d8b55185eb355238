/* The lines and rectangles among a page's drawn paths, found in one call: what `extract/rules.py` does from Python,
   which has the reasons, and the limits. Both give the same boxes. */
#include <math.h>
#include <stdint.h>

#if defined(_WIN32)
#define EXPORT __declspec(dllexport)
#else
#define EXPORT __attribute__((visibility("default")))
#endif

enum { PATH = 2, FORM = 5 };       /* FPDF_PAGEOBJ_PATH, FPDF_PAGEOBJ_FORM */
enum { LINE_TO = 0, MOVE_TO = 2 }; /* FPDF_SEGMENT_LINETO, FPDF_SEGMENT_MOVETO */

typedef struct { float a, b, c, d, e, f; } Matrix; /* FS_MATRIX */
typedef struct { double x0, y0, x1, y1; } Box;
typedef struct { float x, y; int32_t begins; } Point; /* `begins` a subpath */

typedef struct {
    int (*bounds)(void *, float *, float *, float *, float *);
    int (*matrix)(void *, Matrix *);
    int (*draw_mode)(void *, int *, int *);
    int (*colour)(void *, unsigned *, unsigned *, unsigned *, unsigned *);
    int (*segments)(void *);
    void *(*segment)(void *, int);
    int (*segment_type)(void *);
    int (*point)(void *, float *, float *);
    int (*closes)(void *);
    int (*form_objects)(void *);
    void *(*form_object)(void *, unsigned long);
    int (*type)(void *);
} PathCalls;

typedef struct {
    double thin, flat;
    int32_t asked, rules, segments, form, white;
} Limits;

/* Boxes as they are found; those beyond `room` are counted alone. */
typedef struct { float *boxes; int32_t room, count; } Boxes;

typedef struct {
    const PathCalls *call;
    const Limits *limits;
    Point *points; /* room for twice as many as a path may have segments */
    Boxes rules, drawings;
} Sheet;

static void keep(Boxes *into, Box box) {
    if (into->count < into->room) {
        float *row = into->boxes + 4 * (int64_t)into->count;
        row[0] = (float)box.x0, row[1] = (float)box.y0, row[2] = (float)box.x1, row[3] = (float)box.y1;
    }
    into->count++;
}

static void widen(Box *box, double x, double y) {
    if (x < box->x0) box->x0 = x;
    if (y < box->y0) box->y0 = y;
    if (x > box->x1) box->x1 = x;
    if (y > box->y1) box->y1 = y;
}

static Box moved(Box box, const Matrix *matrix) {
    if (!matrix) return box;
    Box out;
    for (int at = 0; at < 4; at++) {
        double x = at < 2 ? box.x0 : box.x1, y = at % 2 ? box.y1 : box.y0;
        double to_x = matrix->a * x + matrix->c * y + matrix->e, to_y = matrix->b * x + matrix->d * y + matrix->f;
        if (at) widen(&out, to_x, to_y);
        else out = (Box){to_x, to_y, to_x, to_y};
    }
    return out;
}

static Box bounds_of(const PathCalls *call, void *item) {
    float left = 0, bottom = 0, right = 0, top = 0;
    call->bounds(item, &left, &bottom, &right, &top);
    return (Box){left, bottom, right, top};
}

/* Whether the path is stroked, or filled with a colour that paper has not. */
static int is_seen(const Sheet *sheet, void *item) {
    int fill = 0, stroke = 0;
    unsigned red = 0, green = 0, blue = 0, alpha = 0, white = (unsigned)sheet->limits->white;
    sheet->call->draw_mode(item, &fill, &stroke);
    if (stroke || !fill) return stroke != 0;
    if (!sheet->call->colour(item, &red, &green, &blue, &alpha)) return 1;
    return alpha > 0 && (red < white || green < white || blue < white);
}

static int is_open(const Sheet *sheet, const Point *first, const Point *last) {
    double flat = sheet->limits->flat;
    return fabs((double)first->x - last->x) > flat || fabs((double)first->y - last->y) > flat;
}

/* The points of a path into `points`, the first again where a subpath is closed; -1 where a piece is not level. */
static int32_t straight_points(const Sheet *sheet, void *path, int32_t segments) {
    const PathCalls *call = sheet->call;
    Point *points = sheet->points, *first = points;
    int32_t count = 0;
    float x = 0, y = 0;
    for (int32_t number = 0; number < segments; number++) {
        void *segment = call->segment(path, number);
        int type = call->segment_type(segment);
        call->point(segment, &x, &y);
        if (type == MOVE_TO) {
            first = points + count;
            points[count++] = (Point){x, y, 1};
            continue;
        }
        if (type != LINE_TO || !count) return -1;
        double wide = fabs((double)points[count - 1].x - x), high = fabs((double)points[count - 1].y - y);
        if ((wide < high ? wide : high) > sheet->limits->flat) return -1;
        points[count++] = (Point){x, y, 0};
        if (call->closes(segment) && is_open(sheet, first, points + count - 1)) {
            points[count++] = (Point){first->x, first->y, 0};
        }
    }
    return count;
}

/* The end of the subpath that begins at `start`. */
static int32_t part_end(const Point *points, int32_t start, int32_t count) {
    int32_t end = start + 1;
    while (end < count && !points[end].begins) end++;
    return end;
}

/* A closed subpath as its box, an open one as a box for each of its lines. */
static void keep_part(Sheet *sheet, const Point *part, int32_t length, const Matrix *own, const Matrix *matrix) {
    int open = is_open(sheet, part, part + length - 1);
    Box box = {part->x, part->y, part->x, part->y};
    for (int32_t at = 1; at < length; at++) {
        if (open) box = (Box){part[at - 1].x, part[at - 1].y, part[at - 1].x, part[at - 1].y};
        widen(&box, part[at].x, part[at].y);
        if (open || at == length - 1) keep(&sheet->rules, moved(moved(box, own), matrix));
    }
}

static void read_path(Sheet *sheet, void *item, const Matrix *matrix) {
    Box bounds = moved(bounds_of(sheet->call, item), matrix);
    if (!isfinite(bounds.x0) || !isfinite(bounds.y0) || !isfinite(bounds.x1) || !isfinite(bounds.y1)) return;
    double wide = bounds.x1 - bounds.x0, high = bounds.y1 - bounds.y0;
    if ((wide < high ? wide : high) <= sheet->limits->thin) {
        if (is_seen(sheet, item)) keep(&sheet->rules, bounds);
        return;
    }
    int32_t segments = sheet->call->segments(item);
    int32_t count = segments > sheet->limits->segments ? -1 : straight_points(sheet, item, segments);
    if (count < 0) {
        keep(&sheet->drawings, bounds);
        return;
    }
    if (!is_seen(sheet, item)) return;
    const Point *points = sheet->points;
    int32_t parts = 0, only = 0;
    for (int32_t start = 0, end; start < count; start = end) {
        end = part_end(points, start, count);
        if (end - start > 1 && !parts++) only = start;
    }
    if (parts == 1 && !is_open(sheet, points + only, points + part_end(points, only, count) - 1)) {
        keep(&sheet->rules, bounds);
        return;
    }
    Matrix own = {0};
    sheet->call->matrix(item, &own);
    for (int32_t start = 0, end; start < count; start = end) {
        end = part_end(points, start, count);
        if (end - start > 1) keep_part(sheet, points + start, end - start, &own, matrix);
    }
}

/* The paths of a form that holds the page; whether there were too many rules. */
static int read_form(Sheet *sheet, void *form, int32_t lines) {
    const PathCalls *call = sheet->call;
    Matrix matrix = {0};
    call->matrix(form, &matrix);
    int count = call->form_objects(form);
    if (count > sheet->limits->form) return 0;
    for (int at = 0; at < count; at++) {
        void *item = call->form_object(form, (unsigned long)at);
        if (call->type(item) != PATH) continue;
        read_path(sheet, item, &matrix);
        if (sheet->rules.count - lines > sheet->limits->rules) return 1;
    }
    return 0;
}

/* Boxes of the lines and rectangles and of the other drawings among a page's objects, which are given by type, bounds
   and address; a form larger than `area` is looked into. `found` becomes how many there are of both, which may be more
   than the `room` for either. */
EXPORT void read_rules(
    const PathCalls *call, const Limits *limits, Point *points, const int32_t *types, const float *bounds,
    const uint64_t *objects, int32_t count, float area, int32_t room, float *rules, float *drawings, int32_t *found) {
    Sheet sheet = {call, limits, points, {rules, room, 0}, {drawings, room, 0}};
    int32_t asked = 0, lines = 0;
    found[0] = found[1] = 0;
    for (int pass = 0; pass < 3; pass++) { /* lines, other paths, forms */
        for (int32_t at = 0; at < count; at++) {
            const float *b = bounds + 4 * (int64_t)at;
            float wide = b[2] - b[0], high = b[3] - b[1];
            void *object = (void *)(uintptr_t)objects[at];
            if (pass == 2) {
                if (types[at] == FORM && wide * high > area && read_form(&sheet, object, lines)) return;
                continue;
            }
            int finite = isfinite(b[0]) && isfinite(b[1]) && isfinite(b[2]) && isfinite(b[3]);
            if (types[at] != PATH || !finite) continue;
            int line = (wide < high ? wide : high) <= (float)limits->thin;
            if (pass == 0 && line) {
                keep(&sheet.rules, (Box){b[0], b[1], b[2], b[3]});
                if (++lines > limits->rules) return;
            }
            if (pass == 1 && !line && asked++ < limits->asked) read_path(&sheet, object, 0);
        }
    }
    found[0] = sheet.rules.count, found[1] = sheet.drawings.count;
}
