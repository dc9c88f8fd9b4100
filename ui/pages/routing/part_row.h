#pragma once

#include <QPointer>
#include <QWidget>

#include "ui/pages/routing/value_editor.h"

class QComboBox;
class QHBoxLayout;

namespace ui {

class Button;
class Label;

/// Whether the rows are what must be so, or what is done.
enum class PartKind : std::uint8_t { Condition, Action };

/// One condition or action in the editor: its kind, for a condition whether it must or must not be so, its value, and a
/// cross to be rid of it. What no field fits (a group inside of a group, a kind from the future) is shown as JSON.
class PartRow final : public QWidget {
    Q_OBJECT
public:
    PartRow(PartKind kind, const RouteNames &names, QWidget *parent = nullptr);

    /// One condition or action: `{"regex": "…"}`.
    base::Json value() const;
    void setValue(const base::Json &value);
    /// The word in front: "If", "and".
    void setLead(const QString &lead);
    /// Empty: nothing is wrong any more.
    void setError(const QString &error);
    bool hasError() const;
    void focusValue();

Q_SIGNALS:
    void edited();
    void removeWanted();

private:
    void buildKinds();
    void choose(const QString &key);
    void showValue(const base::Json &value);
    void replaceEditor(ValueEditor *editor);
    QString nameOf(const QString &key) const;
    std::span<const RulePart> parts() const;
    PartKind m_kind;
    const RouteNames m_names;
    Label *m_lead;
    QComboBox *m_what;
    QComboBox *m_sense; ///< "is", "is not"; hidden for actions.
    QHBoxLayout *m_row;
    ValueEditor *m_editor = nullptr;
    Button *m_cross;
    Label *m_words;
};

} // namespace ui
