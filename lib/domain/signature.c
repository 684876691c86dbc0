#include "domain/signature.h"

bool signature_counts(const struct signature *signature, const struct signed_work *work)
{
    for (size_t i = 0; i < work->measurements.count; i++)
        if (work->measurements.items[i].measurement_id > signature->signature_id)
            return false;
    for (size_t i = 0; i < work->answers.count; i++)
        if (work->answers.items[i].answer_id > signature->signature_id)
            return false;
    if (work->operation < 0)
        return true;
    const struct operation *operation = &work->product->operations.items[work->operation];
    for (size_t i = 0; i < operation->fills.count; i++)
        if (work->filled[operation->fills.items[i]] > signature->signature_id)
            return false;
    return true;
}
