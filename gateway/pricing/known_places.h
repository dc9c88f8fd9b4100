#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace pricing {

/// Tells one object from every other there ever was, also from its copies.
class Identity {
public:
    Identity() : m_number(next()) {}
    Identity(const Identity &) : Identity() {}
    Identity &operator=(const Identity &)
    {
        m_number = next();
        return *this;
    }
    std::uint64_t number() const { return m_number; }

private:
    static std::uint64_t next()
    {
        static std::atomic<std::uint64_t> last{0};
        return last.fetch_add(1, std::memory_order_relaxed) + 1;
    }
    std::uint64_t m_number;
};

/// What a thread has looked up lately by a type of provider and a model: the same few come again and again, and those
/// that no list has are the dearest to look for. A new one takes the place of an old one.
/// Thread: one.
template <typename Found>
class KnownPlaces {
public:
    /// What `look()` gave when it was last asked in that catalogue.
    template <typename Look>
    const Found &of(const Identity &catalogue, std::string_view type, std::string_view model, Look look)
    {
        const std::size_t hash = std::hash<std::string_view>()(model) + 31 * std::hash<std::string_view>()(type);
        Place &place = m_places[hash % kPlaces];
        if (place.catalogue == catalogue.number() && place.model == model && place.type == type)
            return place.found;
        place.found = look();
        const bool fits = model.size() + type.size() <= kLongest;
        place.catalogue = fits ? catalogue.number() : 0; // no catalogue's
        place.model = fits ? model : std::string_view();
        place.type = fits ? type : std::string_view();
        return place.found;
    }

private:
    static constexpr std::size_t kPlaces = 128;
    static constexpr std::size_t kLongest = 200; ///< Of both names together. Unit: bytes.
    struct Place {
        std::uint64_t catalogue = 0;
        std::string model{};
        std::string type{};
        Found found{};
    };
    std::array<Place, kPlaces> m_places{};
};

} // namespace pricing
