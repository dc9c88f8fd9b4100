#include "ui/pages/requests/filter_choices.h"

#include <QCoreApplication>
#include <QStringList>

#include "ui/widgets/popover.h"

namespace ui {
namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("ui::FilterBar", text);
}

QString text(const base::Json &row, std::string_view key)
{
    return QString::fromStdString(base::textOr(base::at(row, key)));
}

} // namespace

ChoiceSource::Choices namedRows(const base::Json &answer)
{
    ChoiceSource::Choices choices;
    for (const base::Json &row : base::at(answer, "data"))
        if (const QString id = text(row, "id"); !id.isEmpty())
            choices += {id, text(row, "name")};
    return choices;
}

ChoiceSource::Choices nameRows(const base::Json &answer)
{
    ChoiceSource::Choices choices;
    for (const base::Json &row : base::at(answer, "data"))
        if (const QString name = text(row, "name"); !name.isEmpty())
            choices += {name, name};
    return choices;
}

ChoiceSource::Choices modelNames(const base::Json &answer)
{
    QStringList names;
    for (const base::Json &provider : base::at(answer, "data"))
        for (const base::Json &model : base::at(provider, "models"))
            if (const QString name = QString::fromStdString(base::textOr(model)); !name.isEmpty())
                names += name;
    names.removeDuplicates();
    names.sort(Qt::CaseInsensitive);
    ChoiceSource::Choices choices;
    for (const QString &name : names)
        choices += {name, name};
    return choices;
}

void chooseFrom(admin::AdminClient &client, QWidget &anchor, ChoiceSource source, const QString &chosen,
                std::function<bool(const FilterChoice &choice)> take)
{
    auto *list = new ChoiceList(source.hint.isEmpty() ? translated(QT_TRANSLATE_NOOP("ui::FilterBar", "Type to search"))
                                                      : source.hint);
    list->setFreeText(source.free);
    auto *popover = new Popover(anchor, list);
    QObject::connect(popover, &Popover::closed, popover, &QObject::deleteLater);
    QObject::connect(list, &ChoiceList::chosen, popover,
                     [popover, take = std::move(take)](const QString &value, const QString &label) {
                         if (take({value, label}))
                             popover->hide();
                     });
    if (!source.call) {
        list->setChoices(source.offered, chosen);
        return popover->open();
    }
    list->setMessage(translated(QT_TRANSLATE_NOOP("ui::FilterBar", "Loading…")));
    popover->open();
    client.call(std::move(*source.call), list,
                [list, popover, chosen, read = source.read, free = source.free](const auto &answer) {
                    const ChoiceSource::Choices choices = answer ? read(*answer) : ChoiceSource::Choices();
                    if (!choices.isEmpty() || (answer && free))
                        list->setChoices(choices, chosen);
                    else
                        list->setMessage(
                            answer ? translated(QT_TRANSLATE_NOOP("ui::FilterBar", "There is none yet"))
                                   : translated(QT_TRANSLATE_NOOP("ui::FilterBar", "The list could not be read")));
                    popover->adjustSize();
                });
}

} // namespace ui
