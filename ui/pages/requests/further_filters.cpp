#include "ui/pages/requests/further_filters.h"

#include <QLayout>
#include <QMenu>

#include "ui/pages/requests/filter_choices.h"
#include "ui/widgets/button.h"
#include "ui/widgets/filter_button.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr auto kMostChoices = "1000";

/// What lists the values of a field is read as it names them: by id where the parameter is one.
ChoiceSource sourceOf(const FurtherField &field)
{
    ChoiceSource source{.free = field.isFree()};
    for (const FilterChoice &choice : offeredChoices(field))
        source.offered += {choice.value, choice.label};
    if (field.kind == FurtherField::Kind::Range)
        source.hint = FurtherFilters::tr("5, <2 or 1-5");
    else if (source.offered.isEmpty() && *field.operation == '\0')
        source.hint = FurtherFilters::tr("The whole word");
    if (*field.operation != '\0') {
        source.call = admin::AdminCall{.operation = field.operation, .query = {{"limit", kMostChoices}}};
        source.read = field.kind == FurtherField::Kind::Listed                    ? namedRows
                      : QLatin1StringView(field.operation) == "providers.list"_L1 ? modelNames
                                                                                  : nameRows;
    }
    return source;
}

} // namespace

FurtherFilters::FurtherFilters(admin::AdminClient &client, QWidget &bar, QLayout &row)
    : QObject(&bar), m_client(client), m_bar(bar), m_add(new Button(Button::Kind::Outlined, tr("More filters"), &bar))
{
    m_add->setObjectName(u"moreFilters"_s);
    m_add->setIconName(u"plus"_s);
    for (const FurtherField &field : furtherFields())
        addField(field, row);
    row.addWidget(m_add);
    connect(m_add, &QAbstractButton::clicked, this, &FurtherFilters::openFields);
}

void FurtherFilters::addField(const FurtherField &field, QLayout &row)
{
    const QString id = QString::fromLatin1(field.id);
    auto *button = new FilterButton(FilterButton::Kind::Choice, furtherTitle(field), &m_bar);
    button->setObjectName(u"filter_"_s + id);
    button->hide();
    row.addWidget(button);
    m_buttons[id] = button;
    connect(button, &FilterButton::cleared, this, [this, id] {
        m_add->setFocus(Qt::OtherFocusReason); // the button goes away
        Q_EMIT chosen(id, {});
    });
    connect(button, &FilterButton::openWanted, this, [this, &field, button] { openValues(field, *button); });
}

void FurtherFilters::openFields()
{
    auto *menu = new QMenu(m_add);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const FurtherField &field : furtherFields()) {
        QAction *action = menu->addAction(furtherTitle(field));
        // Only once the menu is gone: what opens then must not be closed along with it.
        connect(action, &QAction::triggered, menu, [this, menu, &field] {
            const auto open = [this, &field] { openValues(field, *m_add); };
            connect(menu, &QObject::destroyed, this, open, Qt::QueuedConnection);
        });
        action->setCheckable(true);
        action->setChecked(m_set.contains(QString::fromLatin1(field.id)));
    }
    menu->popup(m_add->mapToGlobal(QPoint(0, m_add->height() + 4)));
}

void FurtherFilters::openValues(const FurtherField &field, QWidget &anchor)
{
    const QString id = QString::fromLatin1(field.id);
    const auto hit = m_set.find(id);
    chooseFrom(m_client, anchor, sourceOf(field), hit == m_set.end() ? QString() : hit->second.value,
               [this, &field, id](const FilterChoice &given) {
                   const auto choice = choiceFrom(field, given);
                   if (choice)
                       Q_EMIT chosen(id, *choice);
                   return choice.has_value();
               });
}

void FurtherFilters::show(const std::map<QString, FilterChoice> &set)
{
    m_set = set;
    for (const auto &[id, button] : m_buttons) {
        const auto hit = set.find(id);
        button->setValue(hit == set.end() ? QString() : hit->second.label);
        button->setVisible(hit != set.end());
    }
}

} // namespace ui
