/* Parts that come back from their supplier: what was returned, and is not scrap, once. */
#include "service_model_fold.h"

#include <string.h>

static bool is_same(const struct model_part *part, const char *part_number, const char *serial)
{
    return part->part_number && part->serial && serial && !strcmp(part->part_number, part_number) &&
           !strcmp(part->serial, serial);
}

static struct model_part *gone_part(struct model *model, const char *part_number, const char *serial)
{
    for (size_t i = model->gone_count; i-- > 0;)
        if (is_same(&model->gone[i], part_number, serial))
            return &model->gone[i];
    return NULL;
}

bool model_came_back_since(const struct model *model, const struct model_part *part, int64_t journal_position)
{
    for (size_t i = 0; i < model->receipt_count; i++)
        if (model->receipts[i].journal_position > journal_position &&
            is_same(&model->receipts[i].part, part->part_number, part->serial))
            return true;
    return false;
}

bool model_came_back(const struct model *model, const struct model_part *part)
{
    return model_came_back_since(model, part, 0);
}

void fold_received(struct model *model)
{
    const struct component_received *data = model->entry->data;
    struct model_part *part = gone_part(model, data->part_number, data->serial);
    CLAIM(model, part && part->returned, "%s %s comes back, and was not returned", data->part_number, data->serial);
    CLAIM(model, model->receipt_count < MODEL_THINGS_MAX, "more receipts than the model has room for");
    model->receipts[model->receipt_count++] = (struct model_receipt){model->entry->journal_position, *part};
    *part = (struct model_part){0};
}

/* It is at its supplier, and went in nowhere since. */
void fold_receipt_voided(struct model *model, int64_t journal_position)
{
    const struct model_receipt *receipt = NULL;
    for (size_t i = 0; i < model->receipt_count; i++)
        if (model->receipts[i].journal_position == journal_position)
            receipt = &model->receipts[i];
    CLAIM(model, receipt, "no receipt stands at %lld", (long long)journal_position);
    for (size_t i = 0; i < model->installed_count; i++)
        CLAIM(model,
              model->installed[i].installed_by < journal_position ||
                  !is_same(&model->installed[i], receipt->part.part_number, receipt->part.serial),
              "%s %s went in since it came back", receipt->part.part_number, receipt->part.serial);
    CLAIM(model, model->gone_count < MODEL_THINGS_MAX, "more parts are gone than the model has room for");
    model->gone[model->gone_count++] = receipt->part;
}
