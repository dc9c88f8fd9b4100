#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json.h"
#include "model/chat.h"

namespace dialect {

inline constexpr std::string_view kGeminiId = "gemini";

/// `system_instruction` as `systemInstruction`: requests may be spelt both ways, answers never are.
std::string camelCase(std::string_view key);

/// Takes an object apart: `take(name, value)` gets each field that is not null under its camelCase name and says
/// whether it knew it; the others end up in `extra`.
template <typename Take>
void takeFields(base::Json &object, base::Json &extra, Take take)
{
    if (!object.is_object())
        return;
    for (auto &[key, value] : object.get_ref<base::Json::object_t &>()) {
        if (value.is_null())
            continue;
        const std::string name = camelCase(key);
        if (!take(std::string_view(name), value))
            extra[name] = std::move(value);
    }
}

/// The field under either spelling, or null.
const base::Json &fieldOf(const base::Json &object, std::string_view camel);

/// Puts the fields of an extra back where they stood: `generationConfig.foo` into the `generationConfig`, which is made
/// where it is missing. What is there already stays.
void mergeBack(base::Json &object, const base::Json &extra);

/// The ids of an answer's or a request's calls. Gemini 2 has none: those made up here can be told from others, so that
/// they never reach a provider.
class GeminiCallIds {
public:
    /// `seed` tells this answer from others; characters that no id may have are left out.
    explicit GeminiCallIds(std::string_view seed = {});

    /// The id of the next call, which is called so and came with that id, or with an empty one.
    std::string ofCall(std::string_view name, std::string id);
    /// The id of the oldest call by that name that has no result yet; made up when there is none.
    std::string ofResult(std::string_view name);

    static bool madeUp(std::string_view id);

private:
    std::string next();

    std::string m_seed{};
    std::size_t m_made = 0;
    std::vector<std::pair<std::string, std::string>> m_open{}; ///< Name and made-up id.
};

/// Source: the FinishReason and BlockReason lists of the API reference; protocol-facts section 7. Words that are not in
/// the list are Other: a new one must not fail the answer that carries it.
model::FinishReason geminiFinish(std::string_view word, bool called);
/// The word for a reason; `native` where it is one of Gemini's own with that meaning.
std::string_view geminiFinishWord(model::FinishReason reason, std::string_view native);

/// `image/png` is an image, and so on; everything else is a document.
model::PartKind kindOfMime(std::string_view mimeType);
/// By the file name's ending, without query; empty for none that is known.
std::string_view mimeOfUrl(std::string_view url);

/// A model's family by its name. `gemini-flash-latest` and names that tell nothing count as the newest.
struct GeminiFamily {
    int major = 3;
    int minor = 99;
    bool pro = false;
    bool lite = false;
    bool gemini = true;

    bool atLeast(int wantedMajor, int wantedMinor) const
    {
        return major > wantedMajor || (major == wantedMajor && minor >= wantedMinor);
    }
};
GeminiFamily geminiFamily(std::string_view model);

} // namespace dialect
