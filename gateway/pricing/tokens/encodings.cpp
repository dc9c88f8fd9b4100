#include "pricing/tokens/encodings.h"

namespace pricing {
namespace {

constexpr std::array<std::string_view, 2> kNames{"o200k_base", "cl100k_base"};

} // namespace

const Encoding *Encodings::find(EncodingId id) const
{
    const auto index = static_cast<std::size_t>(id);
    Kept &kept = m_kept[index];
    std::call_once(kept.once, [&] {
        if (auto read = Encoding::read(m_load(kNames[index])))
            kept.encoding = std::make_unique<const Encoding>(std::move(*read));
    });
    return kept.encoding.get();
}

} // namespace pricing
