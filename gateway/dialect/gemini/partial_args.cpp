#include "dialect/gemini/partial_args.h"

#include <algorithm>
#include <charconv>

namespace dialect {
namespace {

constexpr std::size_t kMostNodes = 65'536; // a path may name any index
constexpr std::size_t kMostDepth = 64;

struct Step {
    std::string_view name{};
    std::size_t index = 0;
    bool isIndex = false;
};

bool readIndex(std::string_view text, Step &out)
{
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out.index);
    out.isIndex = error == std::errc() && end == text.data() + text.size() && !text.empty();
    return out.isIndex;
}

/// Takes `.name`, `[3]` or `['name']` from the front.
bool takeStep(std::string_view &path, Step &out)
{
    if (path.starts_with('.')) {
        const std::size_t end = std::min(path.find_first_of(".[", 1), path.size());
        out.name = path.substr(1, end - 1);
        path.remove_prefix(end);
        return !out.name.empty();
    }
    if (path.starts_with("['") || path.starts_with("[\"")) {
        const std::string closing = {path[1], ']'};
        const auto end = path.find(closing, 2);
        if (end == std::string_view::npos)
            return false;
        out.name = path.substr(2, end - 2);
        path.remove_prefix(end + 2);
        return true;
    }
    const auto end = path.find(']');
    if (!path.starts_with('[') || end == std::string_view::npos || !readIndex(path.substr(1, end - 1), out))
        return false;
    path.remove_prefix(end + 1);
    return true;
}

} // namespace

void PartialArgs::start(const base::Json &args)
{
    if (args.is_object())
        m_arguments = args;
}

base::Json *PartialArgs::place(std::string_view path)
{
    if (!path.starts_with('$'))
        return nullptr;
    path.remove_prefix(1);
    base::Json *out = &m_arguments;
    for (std::size_t depth = 0; !path.empty(); ++depth) {
        Step step;
        if (depth == kMostDepth || !takeStep(path, step))
            return nullptr;
        if (!step.isIndex) {
            if (!out->is_object() && !out->is_null())
                return nullptr;
            m_nodes += !out->is_object() || !out->contains(step.name) ? 1 : 0;
            out = &(*out)[std::string(step.name)];
        } else {
            if ((!out->is_array() && !out->is_null()) || step.index >= kMostNodes)
                return nullptr;
            const std::size_t size = out->is_array() ? out->size() : 0;
            m_nodes += step.index >= size ? step.index + 1 - size : 0;
            if (m_nodes > kMostNodes)
                return nullptr;
            out = &(*out)[step.index];
        }
        if (m_nodes > kMostNodes)
            return nullptr;
    }
    return out == &m_arguments ? nullptr : out;
}

bool PartialArgs::add(const base::Json &piece)
{
    base::Json *target = place(base::textOr(base::at(piece, "jsonPath")));
    if (target == nullptr)
        return false;
    if (const base::Json &text = base::at(piece, "stringValue"); text.is_string()) {
        if (target->is_string())
            target->get_ref<std::string &>() += text.get_ref<const std::string &>();
        else
            *target = text;
    } else if (const base::Json &number = base::at(piece, "numberValue"); number.is_number()) {
        *target = number;
    } else if (const base::Json &truth = base::at(piece, "boolValue"); truth.is_boolean()) {
        *target = truth;
    } else {
        *target = nullptr;
    }
    return true;
}

} // namespace dialect
