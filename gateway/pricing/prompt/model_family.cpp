#include "pricing/prompt/model_family.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace pricing {
namespace {

using enum EncodingId;

// clang-format off
constexpr ModelFamily kGpt4o{.id = "gpt-4o", .exact = true, .perRequest = 3, .perMessage = 4, .perCall = 4, .withTools = 1, .toolsAsTypes = true, .showsSchema = true};
constexpr ModelFamily kGpt4{.id = "gpt-4", .encoding = Cl100kBase, .exact = true, .perRequest = 3, .perMessage = 4, .perCall = 4, .withTools = 1, .toolsAsTypes = true, .showsSchema = true};
constexpr ModelFamily kGpt5{.id = "gpt-5", .exact = true, .perRequest = 2, .perMessage = 4, .perCall = 6, .withTools = 2, .withToolsInChat = 82, .toolsAsTypes = true, .showsSchema = true};
constexpr ModelFamily kGptOss{.id = "gpt-oss", .exact = true, .perRequest = 70, .perMessage = 4, .perCall = 6, .withTools = 6, .toolsAsTypes = true, .showsSchema = true};
constexpr ModelFamily kPlain{.id = "plain", .encoding = Cl100kBase, .exact = true};
constexpr ModelFamily kClaude{.id = "claude", .textPermille = 1100, .perRequest = 4, .perMessage = 2, .perCall = 20, .withTools = 340, .toolPermille = 1450, .showsSchema = true, .withSchema = 290};
constexpr ModelFamily kGemini{.id = "gemini", .textPermille = 1020, .perCall = 14, .toolPermille = 700, .showsSchema = true, .proofPermille = 130};
constexpr ModelFamily kLlama{.id = "llama", .textPermille = 1020, .perRequest = 5, .perMessage = 5, .perCall = 10, .withTools = 100, .perTool = 10, .toolPermille = 1200};
constexpr ModelFamily kDeepSeek{.id = "deepseek", .textPermille = 1020, .perRequest = 2, .perMessage = 2, .perCall = 17, .withTools = 235, .toolPermille = 1300};
constexpr ModelFamily kQwen{.id = "qwen", .textPermille = 1030, .perRequest = 4, .perMessage = 5, .perCall = 10, .withTools = 85, .perTool = 10, .toolPermille = 1150};
constexpr ModelFamily kMistral{.id = "mistral", .textPermille = 1050, .perRequest = 2, .perMessage = 2, .perCall = 16, .perTool = 13, .toolPermille = 1300};
constexpr ModelFamily kGrok{.id = "grok", .textPermille = 1020, .perRequest = 5, .perMessage = 3, .perCall = 10, .withTools = 180, .perTool = 20, .toolPermille = 1300, .rereadsThoughts = false};
constexpr ModelFamily kCohere{.id = "command", .textPermille = 1050, .perRequest = 4, .perMessage = 4, .perCall = 10, .perTool = 10, .toolPermille = 1200};
constexpr ModelFamily kGlm{.id = "glm", .textPermille = 1020, .perRequest = 3, .perMessage = 2, .perCall = 2, .withTools = 100, .perTool = 10, .toolPermille = 1200};
constexpr ModelFamily kKimi{.id = "kimi", .textPermille = 1020, .perRequest = 3, .perMessage = 4, .perCall = 10, .withTools = 22, .perTool = 8, .toolPermille = 1200};
constexpr ModelFamily kOther{.id = "other", .textPermille = 1050, .perRequest = 3, .perMessage = 4, .perCall = 10, .withTools = 100, .perTool = 10, .toolPermille = 1200};
// clang-format on

struct Named {
    std::string_view part; ///< Of the name; `^` before it: its beginning.
    const ModelFamily *family;
};
constexpr std::array kNames{
    // the first that fits
    Named{"gpt-oss", &kGptOss},    Named{"gpt-4o", &kGpt4o},    Named{"gpt-4.", &kGpt4o},
    Named{"gpt-4", &kGpt4},        Named{"gpt-3", &kGpt4},      Named{"text-embedding", &kPlain},
    Named{"davinci", &kPlain},     Named{"babbage", &kPlain},   Named{"gpt-5", &kGpt5},
    Named{"^gpt", &kGpt5},         Named{"chatgpt", &kGpt4o},   Named{"^o1", &kGpt5},
    Named{"^o3", &kGpt5},          Named{"^o4", &kGpt5},        Named{"codex", &kGpt5},
    Named{"claude", &kClaude},     Named{"gemini", &kGemini},   Named{"gemma", &kGemini},
    Named{"deepseek", &kDeepSeek}, Named{"qwen", &kQwen},       Named{"qwq", &kQwen},
    Named{"llama", &kLlama},       Named{"stral", &kMistral}, // mistral, ministral, codestral, magistral, devstral, pixtral
    Named{"mixtral", &kMistral},   Named{"pixtral", &kMistral}, Named{"grok", &kGrok},
    Named{"command", &kCohere},    Named{"glm", &kGlm},         Named{"kimi", &kKimi},
    Named{"moonshot", &kKimi},
};

} // namespace

std::string plainModelName(std::string_view model)
{
    const auto slash = model.rfind('/');
    return base::lowerAscii(slash == std::string_view::npos ? model : model.substr(slash + 1));
}

const ModelFamily &familyOf(std::string_view plainName)
{
    const auto fits = [&](const Named &named) {
        return named.part.starts_with('^') ? plainName.starts_with(named.part.substr(1))
                                           : plainName.find(named.part) != std::string_view::npos;
    };
    const auto hit = std::ranges::find_if(kNames, fits);
    return hit == kNames.end() ? kOther : *hit->family;
}

} // namespace pricing
