#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "admin/operation.h"

namespace admin {

/// Examples of what operations take and answer. What is written down goes first: a member for each operation's id with
/// its `body` and `answer`, where the text `@id` stands for the answer of that other operation, and as a whole row for
/// that operation's row. Else one is made of the schema. Pure.
class Examples {
public:
    explicit Examples(base::Json rows) : m_rows(std::move(rows)) {}

    /// Null when it takes no body.
    base::Json body(const Operation &operation) const;
    /// Null when it answers none.
    base::Json answer(const Operation &operation) const;
    /// Whether one is written down, for what its schema does not tell.
    bool knows(const Operation &operation) const { return !row(operation.id).is_null(); }
    /// The value with every `@id` in it replaced.
    base::Json filled(const base::Json &value) const { return filled(value, 0); }

private:
    const base::Json &row(std::string_view id) const;
    base::Json filled(const base::Json &value, int depth) const;

    base::Json m_rows;
};

/// A file of the reference, all of which travels inside the program: `resources/docs/NAME`. Empty when there is none.
std::string readReference(std::string_view name);

/// A value that fits a schema: the first of its words, else the emptiest of its type. Pure.
base::Json sampleOf(const base::Json &schema);
/// A schema that fits a value, without descriptions. Pure.
base::Json schemaLike(const base::Json &example);
/// The schema with the members of the example, however deep, that it does not speak of. Pure.
base::Json completed(base::Json schema, const base::Json &example);

} // namespace admin
