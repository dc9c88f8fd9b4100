#pragma once

#include <functional>
#include <optional>

#include "admin/admin_client.h"
#include "ui/pages/requests/request_query.h"
#include "ui/widgets/choice_list.h"

namespace ui {

/// Where the values of a filter come from.
struct ChoiceSource {
    using Choices = QList<ChoiceList::Choice>;
    std::optional<admin::AdminCall> call{}; ///< What lists them.
    Choices (*read)(const base::Json &answer) = nullptr;
    Choices offered{}; ///< Those that are there without a question.
    bool free = false; ///< Any other text will do, too.
    QString hint{};    ///< In the line one types in; empty: the usual one.
};

/// Rows by id and name.
ChoiceSource::Choices namedRows(const base::Json &answer);
/// Rows by name alone.
ChoiceSource::Choices nameRows(const base::Json &answer);
/// The models that providers are known to have, each once.
ChoiceSource::Choices modelNames(const base::Json &answer);

/// Hangs a list on `anchor` to choose from. `take` says whether it could take what was chosen: else the list stays.
/// Thread: main. `client` must outlive the anchor.
void chooseFrom(admin::AdminClient &client, QWidget &anchor, ChoiceSource source, const QString &chosen,
                std::function<bool(const FilterChoice &choice)> take);

} // namespace ui
