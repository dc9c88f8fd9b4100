#include "pricing/model_name.h"

namespace pricing {
namespace {

bool isDigits(std::string_view text)
{
    for (const char c : text)
        if (c < '0' || c > '9')
            return false;
    return !text.empty();
}

} // namespace

std::string_view withoutDate(std::string_view model)
{
    constexpr std::string_view kLatest = "-latest";
    if (model.ends_with(kLatest))
        return model.substr(0, model.size() - kLatest.size());
    if (model.size() > 9 && model[model.size() - 9] == '-' && isDigits(model.substr(model.size() - 8)))
        return model.substr(0, model.size() - 9);
    if (model.size() > 11) {
        const std::string_view date = model.substr(model.size() - 11);
        if (date[0] == '-' && isDigits(date.substr(1, 4)) && date[5] == '-' && isDigits(date.substr(6, 2))
            && date[8] == '-' && isDigits(date.substr(9)))
            return model.substr(0, model.size() - 11);
    }
    return model;
}

} // namespace pricing
