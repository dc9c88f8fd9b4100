#pragma once

#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "ui/pages/requests/request_query.h"

namespace ui {

/// What calls can be narrowed down by beyond the filters that always stand over the list.
struct FurtherField {
    enum class Kind : std::uint8_t {
        Listed, ///< One of what an operation lists, by id.
        Words,  ///< A whole word; an operation may list some.
        Fixed,  ///< One of a few.
        Range,  ///< From a least to a most value; either may be open.
    };
    const char *id;    ///< The parameter of `requests.list`; of a range it is led by `min_` and `max_`.
    const char *title; ///< Translated where it is shown, in the context "ui::requests".
    Kind kind;
    const char *operation = ""; ///< What lists its values; empty: nothing does.

    bool isFree() const { return kind == Kind::Words || kind == Kind::Range; }
};

std::span<const FurtherField> furtherFields();
/// Null for an id from the future.
const FurtherField *furtherField(const QString &id);
QString furtherTitle(const FurtherField &field);

/// What is offered without asking anybody: all of a fixed field, some ranges to begin with.
std::vector<FilterChoice> offeredChoices(const FurtherField &field);
/// What somebody chose or typed: `5`, `<2` or `1-5` of a range becomes its bounds. Nothing when it can be none.
std::optional<FilterChoice> choiceFrom(const FurtherField &field, const FilterChoice &given);
/// The label of a kept value in the language of now.
QString furtherLabel(const FurtherField &field, const FilterChoice &kept);

void addParameters(std::vector<std::pair<std::string, std::string>> &to, const FurtherField &field,
                   const FilterChoice &choice);

} // namespace ui
