#pragma once

#include <optional>

#include <QWidget>

#include "ui/pages/keys/key_row.h"
#include "ui/widgets/tick_list.h"

namespace ui {

class FormField;
class LimitFields;
class LineEdit;
class Switch;

/// What a key may call, from where and how much of it: models, providers, addresses, limits, tags, strict, signed.
class KeyRights final : public QWidget {
    Q_OBJECT
public:
    explicit KeyRights(QWidget *parent = nullptr);

    void setRow(const KeyRow &row);
    void setProviders(const std::vector<TickList::Choice> &providers);
    /// By the names of the API. Nothing when a field is wrong; then it says so and has the focus.
    std::optional<base::Json> values();
    /// Why there is nothing to sign with, in the gateway's words.
    void showSigningTrouble(const QString &words);

Q_SIGNALS:
    void submitted();

private:
    struct Line {
        LineEdit *edit = nullptr;
        FormField *field = nullptr;
    };
    Line addLine(const char *name, const QString &label, const QString &param, const QString &hint);
    Switch *addSwitch(const char *name, const QString &label, const QString &param, const QString &hint);
    void add(QWidget *widget);
    void buildSigning();
    bool check();
    Line m_models{};
    TickList *m_providers;
    Line m_addresses{};
    LimitFields *m_limits;
    Line m_tags{};
    Switch *m_strict = nullptr;
    Switch *m_sign = nullptr;
    Line m_secret{};
};

} // namespace ui
