#pragma once

#include <vector>

#include "base/json.h"
#include "ui/pages/keys/key_row.h"
#include "ui/widgets/card.h"

class QComboBox;

namespace ui {

class Button;
class CopyButton;
class Label;

/// Names that clients may ask for, from an answer of `providers.list`, and whether any other name passes, too.
struct OfferedModels {
    QStringList names{};
    bool anyName = false;
    friend bool operator==(const OfferedModels &, const OfferedModels &) = default;
};
OfferedModels parseOfferedModels(const base::Json &answer);

/// A step: where the calls go, with which key, to which model.
class TargetCard final : public Card {
    Q_OBJECT
public:
    explicit TargetCard(QWidget *parent = nullptr, int step = 2);

    /// Empty: nothing listens.
    void setBase(const QString &base);
    void setKeys(const std::vector<KeyRow> &active);
    /// False when it is not in the list.
    bool chooseKey(const QString &id);
    void setModels(const OfferedModels &models);
    void setKeyKnown(bool known);

    bool knowsKeys() const { return m_asked; }
    QString keyId() const;
    QString keyName() const;
    QString model() const;

Q_SIGNALS:
    void keyChosen();
    void modelChosen();
    void newKeyWanted();

private:
    QComboBox *m_keys;
    QComboBox *m_models;
    Label *m_base;
    CopyButton *m_copy;
    Button *m_new;
    Label *m_hint;
    OfferedModels m_offered{};
    bool m_picked = false; ///< Somebody chose the model: another list does not change it.
    bool m_asked = false;  ///< The gateway has said which keys there are.
};

} // namespace ui
