#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "pricing/tokens/encoding.h"

namespace pricing {

enum class EncodingId : std::uint8_t { O200kBase, Cl100kBase };

/// The encodings that came with the program. Each is read when somebody first counts with it, for it takes some MB.
/// Thread: any. Whoever asks first waits for the reading (README says how long).
class Encodings {
public:
    /// Gives the file of that name (`o200k_base`), empty when there is none. Called once per encoding, from any thread.
    using Load = std::function<std::string(std::string_view name)>;
    explicit Encodings(Load load) : m_load(std::move(load)) {}

    /// Null when its file is missing or wrong.
    const Encoding *find(EncodingId id) const;

private:
    struct Kept {
        std::once_flag once{};
        std::unique_ptr<const Encoding> encoding{};
    };
    Load m_load;
    mutable std::array<Kept, 2> m_kept{};
};

} // namespace pricing
