#include "dialect/splice.h"

#include <algorithm>

namespace dialect {

std::string splice(std::string_view body, std::span<Edit> edits)
{
    std::ranges::sort(edits, {}, [](const Edit &edit) { return edit.where.at; });
    std::size_t size = body.size();
    for (const Edit &edit : edits)
        size += edit.text.size() - edit.where.size;
    std::string out;
    out.reserve(size);
    std::size_t from = 0;
    for (const Edit &edit : edits) {
        out.append(body.substr(from, edit.where.at - from)).append(edit.text);
        from = edit.where.at + edit.where.size;
    }
    out.append(body.substr(from));
    return out;
}

} // namespace dialect
