#include "dialect/openai/write_to.h"

#include <algorithm>

namespace dialect {

bool hasWord(std::string_view list, std::string_view word)
{
    while (!list.empty()) {
        const std::string_view one = list.substr(0, list.find(' '));
        if (one == word)
            return true;
        list.remove_prefix(std::min(list.size(), one.size() + 1));
    }
    return false;
}

bool WriteTo::refuses(std::string_view word) const
{
    return hasWord(quirks.refused, word);
}

} // namespace dialect
